// Round a node: how far stands out; two nodes: the tasks they share, the shortest path between them.
{
  KG.asking = null; // compare or path, while the second node is being chosen

  const along = (from, to) => {
    const before = new Map([[from, null]]), queue = [from];
    for (let at = 0; at < queue.length && !before.has(to); at++) {
      for (const edge of KG.touching[queue[at]]) {
        const next = KG.other(edge, queue[at]);
        if (!before.has(next)) (before.set(next, edge), queue.push(next));
      }
    }
    const edges = [];
    for (let id = to; before.get(id); id = KG.other(before.get(id), id)) edges.unshift(before.get(id));
    return edges;
  };
  const tasks = (id) => new Map(KG.touching[id].filter((edge) => edge.role !== "derivation").map((edge) => [KG.other(edge, id), edge]));
  const shared = (a, b) => [...tasks(a).keys()].filter((task) => tasks(b).has(task)).sort((x, y) => KG.compare(KG.nodes[x].name, KG.nodes[y].name));

  // What stands out because of two nodes; nothing if only one is chosen.
  KG.picked = () => {
    const { node, with: other, how } = KG.state;
    if (node === null || other === null) return null;
    const between = how === "path" ? along(node, other).flatMap((edge) => [edge.from, edge.to]) : shared(node, other);
    return [node, other, ...between];
  };
  KG.along = () => {
    const { node, with: other, how } = KG.state;
    if (node === null || other === null) return null;
    if (how === "path") return new Set(along(node, other));
    return new Set(shared(node, other).flatMap((task) => KG.touching[task].filter((edge) => [node, other].includes(KG.other(edge, task)))));
  };
  // Whether a node can be the second one: units are compared with units.
  KG.canBe = (id) => KG.asking !== "compare" || KG.nodes[id].group === "unit";
  KG.answer = (id) => {
    if (!KG.canBe(id)) return;
    const how = KG.asking;
    KG.asking = null;
    document.body.classList.remove("asking");
    KG.$("side").classList.remove("open");
    KG.$("search").placeholder = KG.say("search-short");
    if (id !== KG.state.node) KG.set({ with: id, how });
  };
  KG.stopAsking = () => KG.asking && KG.answer(KG.state.node);

  KG.focusBar = (parent, state) => {
    const set = (changes) => {
      KG.set(changes);
      if (KG.state.view === "graph" && KG.state.mode === "hide") KG.whole();
    };
    const bar = KG.add(parent, "div", "", "bar");
    const steps = KG.add(bar, "span", "", "steps");
    steps.setAttribute("role", "group");
    steps.setAttribute("aria-label", KG.say("focus"));
    for (const step of [1, 2, 3]) {
      KG.button(steps, KG.say(step === 1 ? "step" : "steps", step), () => set({ steps: step })).setAttribute("aria-pressed", String(state.steps === step));
    }
    KG.button(bar, KG.say("hide"), () => set({ mode: state.mode === "hide" ? "fade" : "hide" }), "mode").setAttribute("aria-pressed", String(state.mode === "hide"));
    const ask = (how) => KG.button(bar, `${KG.say(how)}…`, () => {
      KG.asking = how;
      document.body.classList.add("asking");
      KG.$("search").placeholder = `${KG.say(how)}: ${KG.say("choose")}`;
      KG.$("side").classList.add("open"); // on a phone
      KG.$("search").focus();
    }, how);
    if (KG.nodes[state.node].group === "unit") ask("compare");
    ask("path");
  };
  KG.tellTwo = (parent, { node, with: other, how }) => {
    if (how === "path") {
      const edges = along(node, other);
      KG.add(parent, "h3", edges.length ? KG.say("path-of", edges.length) : KG.say("no-path"));
      let at = node;
      KG.link(parent, at);
      for (const edge of edges) {
        at = KG.other(edge, at);
        KG.link(parent, at, `${KG.say(edge.role)} → ${KG.nodes[at].name}`);
      }
    } else {
      const both = shared(node, other);
      KG.add(parent, "h3", both.length ? `${KG.say("shared")} · ${both.length}` : KG.say("no-shared"));
      KG.link(parent, other);
      for (const task of both) {
        KG.link(parent, task);
        KG.add(parent, "p", [node, other].map((id) => `${KG.nodes[id].name} ${KG.say(tasks(id).get(task).role)}`).join(" · "), "fact");
      }
    }
  };
}
