// Making elements: text is always text, never markup.
{
  KG.$ = (id) => document.getElementById(id);
  KG.add = (parent, tag, text = "", cls = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (cls) made.className = cls;
    parent.append(made);
    return made;
  };
  KG.button = (parent, text, act, cls = "") => {
    const made = KG.add(parent, "button", text, cls);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  // A node's name that leads to it.
  KG.link = (parent, id, text = KG.nodes[id].name, cls = "link") => {
    const made = KG.button(parent, text, () => KG.go(id), cls);
    made.dataset.node = KG.nodes[id].iri;
    return made;
  };
  KG.select = (parent, key, options, chosen, change) => {
    const label = KG.add(parent, "label", "", "choice");
    KG.add(label, "span", KG.say(key));
    const list = KG.add(label, "select");
    list.dataset.choice = key;
    for (const [value, text] of options) {
      const option = KG.add(list, "option", text);
      option.value = value;
      option.selected = String(value) === String(chosen);
    }
    list.addEventListener("change", () => change(list.value));
    return list;
  };
  KG.onState(({ lang }, before) => {
    if (document.documentElement.dataset.said === lang) return;
    document.documentElement.dataset.said = lang;
    document.documentElement.lang = lang;
    for (const said of document.querySelectorAll("[data-word]")) said.textContent = KG.say(said.dataset.word);
    for (const said of document.querySelectorAll("[data-label]")) {
      said.setAttribute("aria-label", KG.say(said.dataset.label));
      if (said.tagName === "BUTTON") said.title = KG.say(said.dataset.label);
    }
    KG.$("search").placeholder = KG.say("search-short");
    KG.$("language").lang = lang === "zh" ? "en" : "zh";
  });
}
