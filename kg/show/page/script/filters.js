// The filters, and how much of all is shown.
{
  const sorted = (values) => [...new Set(values)].filter(Boolean).sort(KG.compare);
  const kinds = new Map(KG.nodes.filter((node) => node.kind).map(({ kind }) => [kind[0], kind]));
  const choices = {
    place: () => sorted(KG.nodes.map(KG.place)).map((place) => [place, place]),
    plan: () => KG.nodes.filter((node) => node.group === "plan").map((node) => [node.id, node.name]).sort((a, b) => KG.compare(a[1], b[1])),
    kind: () => sorted(KG.nodes.map((node) => node.kind?.[0])).map((kind) => [kind, kinds.get(kind)[KG.state.lang === "en" ? 1 : 0]]),
    role: () => ["lead", "support", "responsible"].map((role) => [role, KG.say(role)]),
    basis: () => sorted(KG.edges.flatMap((edge) => KG.list(edge, "basis"))).map((basis) => [basis, KG.say(basis)]),
    due: () => sorted(KG.nodes.map((node) => node.due)).map((due) => [due, KG.say(due)]),
    finding: () => sorted(KG.nodes.flatMap((node) => KG.list(node, "findings").map((found) => found.kind))).map((kind) => [kind, KG.say(kind)]),
  };
  const value = (key, chosen) => (key === "plan" && chosen !== "" ? Number(chosen) : chosen);
  const build = () => {
    const parent = KG.$("filters");
    parent.replaceChildren();
    const made = KG.add(parent, "fieldset");
    KG.add(made, "legend", KG.say("filter"));
    for (const key of KG.FILTERS) {
      const of = choices[key]();
      if (of.length) KG.select(made, key, [["", KG.say("all")], ...of], KG.state[key], (chosen) => {
        KG.set({ [key]: value(key, chosen), node: null, with: null, how: "" });
        if (KG.state.view === "graph") KG.whole();
      });
    }
    KG.button(made, KG.say("clear"), () => {
      KG.set(Object.fromEntries([...KG.FILTERS.map((key) => [key, ""]), ["off", new Set()], ["mode", "fade"]]));
      if (KG.state.view === "graph") KG.whole();
    }, "clear").id = "clear";
  };
  const tally = () => {
    const drawing = KG.state.view === "graph", parent = KG.$("tally");
    const { nodes, edges, folded, cut, parts = 0 } = drawing ? KG.drawn : { nodes: KG.kept.nodes, edges: [...KG.kept.edges], cut: [] };
    parent.replaceChildren();
    KG.add(parent, "b", KG.say("showing", nodes.size - parts, KG.total));
    KG.add(parent, "span", ` · ${KG.say("relations", edges.length)}`);
    if (folded) KG.add(parent, "span", KG.say("folded", folded), "note");
    if (cut.length) KG.add(parent, "span", KG.say("cut", cut.map(([group, few, all]) => KG.say(`cut-${group}`, few, all)).join(KG.say("and"))), "note");
    const empty = KG.$("empty");
    empty.hidden = nodes.size > 0;
    empty.textContent = KG.say(KG.total ? "nothing-left" : "empty");
  };
  let said = null;
  KG.onState((state) => {
    if (said !== state.lang) build();
    said = state.lang;
    for (const list of KG.$("filters").querySelectorAll("select")) list.value = state[list.dataset.choice];
    KG.$("clear").hidden = !state.off.size && KG.FILTERS.every((key) => state[key] === "");
    tally();
  });
}
