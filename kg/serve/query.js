// The query page: a click on a question opens it in a tab of YASGUI and asks it; without YASGUI, in the form.
"use strict";

const named = new Map(JSON.parse(document.getElementById("named").textContent).map((each) => [each.name, each]));
let open = (question) => { document.getElementById("query").value = question.query; };

async function edit() {
  document.getElementById("plain").hidden = true;
  const endpoint = new URL("/sparql", location.href).href;
  const prefixes = await (await fetch("/page/prefixes.json")).json();
  Yasgui.Yasqe.defaults.prefixCcApi = "/page/prefixes.json";
  Yasgui.Yasqe.defaults.value = named.size ? named.values().next().value.query : "SELECT * { ?s ?p ?o } LIMIT 10";
  Yasgui.Yasr.defaults.prefixes = prefixes;
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    copyEndpointOnNewTab: false,
    persistenceId: "responsibility-graph",
  });
  open = (question) => {
    const there = Object.values(yasgui._tabs).find((each) => each.name() === question.name);
    const tab = there || yasgui.addTab(true, { name: question.name });
    if (there) yasgui.selectTabId(there.getId());
    tab.setQuery(question.query);
    tab.query().catch(() => {}); // the tab shows what went wrong
  };
}

for (const button of document.querySelectorAll("#questions button")) {
  button.addEventListener("click", () => open(named.get(button.dataset.name)));
}
if (window.Yasgui) edit();
