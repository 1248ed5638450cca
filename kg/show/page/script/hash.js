// The address after "#": what is chosen, so that a link or a reload shows the same; back and forward walk through it.
{
  const iri = (id) => KG.nodes[id].iri;
  const node = (name) => KG.byIri.get(name) ?? null;
  const IDS = ["node", "with"], WORDS = ["view", "mode", "how", "size", "place", "kind", "role", "basis", "due", "finding"];

  KG.written = (state) => {
    const first = KG.start(), said = new URLSearchParams();
    for (const name of WORDS) if (state[name] !== first[name]) said.set(name, state[name]);
    for (const name of IDS) if (state[name] !== null) said.set(name, iri(state[name]));
    if (state.plan !== "") said.set("plan", iri(state.plan));
    if (state.steps !== 1) said.set("steps", state.steps);
    if (state.off.size) said.set("off", [...state.off].sort().join(" "));
    if (state.open.size) said.set("open", [...state.open].map(iri).sort().join(" "));
    if (KG.languageChosen) said.set("lang", state.lang);
    return `#${said}`;
  };

  KG.read = () => {
    const said = new URLSearchParams(location.hash.slice(1)), state = KG.start();
    for (const name of WORDS) if (said.has(name)) state[name] = said.get(name);
    for (const name of IDS) state[name] = node(said.get(name));
    const plan = node(said.get("plan"));
    if (plan !== null) state.plan = plan;
    if (["1", "2", "3"].includes(said.get("steps"))) state.steps = Number(said.get("steps"));
    state.off = new Set(said.get("off")?.split(" ") || []);
    state.open = new Set((said.get("open")?.split(" ") || []).map(node).filter((id) => id !== null));
    if (["zh", "en"].includes(said.get("lang"))) [state.lang, KG.languageChosen] = [said.get("lang"), true];
    else if (KG.languageChosen) state.lang = KG.state.lang;
    if (!["graph", "table", "matrix", "coverage"].includes(state.view)) state.view = "graph";
    if (!KG.more.measures.includes(state.size)) state.size = KG.start().size;
    return state;
  };

  KG.remember = (before) => {
    const now = KG.written(KG.state);
    if (now === (location.hash || "#")) return;
    const step = before.node !== KG.state.node || before.view !== KG.state.view || before.with !== KG.state.with;
    history[step ? "pushState" : "replaceState"](null, "", now);
  };
  addEventListener("popstate", () => KG.set(KG.read(), { quiet: true }));
}
