// What passes the filters (KG.kept), what of it is drawn (KG.drawn), and what stands out round the chosen node (KG.near).
{
  const MOST = KG.more.most; // things of each sort that are drawn at most until something is chosen
  const OPENED = 400; // tasks drawn round a chosen node at most

  const passes = (node, state) => {
    if (state.off.has(node.tone)) return false;
    const { place, plan, due, finding } = state;
    if (place && KG.place(node) !== place) return false;
    if (plan !== "" && node.plan !== plan && !KG.list(node, "named").includes(plan)) return false;
    if (due && node.due !== due) return false;
    if (finding && !KG.list(node, "findings").some((found) => found.kind === finding)) return false;
    return !byWork(state) || KG.touching[node.id].some((edge) => edge.role !== "derivation" && works(edge, state));
  };
  // A relation of unit and task by its role, its basis and the unit's kind, all at once.
  const byWork = ({ kind, role, basis }) => kind || role || basis;
  const works = (edge, { kind, role, basis }) => (!role || edge.role === role)
    && (!basis || KG.list(edge, "basis").includes(basis)) && (!kind || KG.nodes[edge.to].kind?.[0] === kind);

  // What is asked for, the units of its tasks, and all that it comes from.
  const spread = (seeds, edgeShown, nodeShown) => {
    const kept = new Set(seeds), queue = [...seeds];
    for (let id; (id = queue.pop()) !== undefined;) {
      for (const edge of KG.touching[id]) {
        const onwards = edge.from === id || KG.nodes[id].group === "plan";
        const next = KG.other(edge, id);
        if (!onwards || kept.has(next) || !edgeShown(edge) || !nodeShown(KG.nodes[next])) continue;
        kept.add(next);
        if (edge.from === id && edge.role === "derivation") queue.push(next);
      }
      const { plan } = KG.nodes[id];
      if (plan !== undefined && !kept.has(plan) && nodeShown(KG.nodes[plan])) kept.add(plan);
    }
    return kept;
  };

  KG.reach = (from, steps, { nodes, edges }) => {
    const near = new Map([[from, 0], ...KG.sectionsOf(from).map((part) => [part, 1])]), queue = [from];
    for (let at = 0; at < queue.length; at++) {
      const far = near.get(queue[at]);
      if (far === steps) continue;
      for (const task of at ? [] : KG.tasksOf(from)) if (nodes.has(task)) (near.set(task, 1), queue.push(task));
      for (const edge of KG.touching[queue[at]]) {
        const next = KG.other(edge, queue[at]);
        if (!edges.has(edge) || near.has(next)) continue;
        near.set(next, far + 1);
        queue.push(next);
      }
    }
    return near;
  };

  const all = { nodes: new Set(KG.nodes.slice(0, KG.total).keys()), edges: new Set(KG.edges) }; // once: with 200,000 edges a set takes a while
  KG.work = () => {
    const { state } = KG;
    const asked = KG.FILTERS.filter((filter) => state[filter] !== "");
    const legend = (node) => node.group !== "section" && !state.off.has(node.tone);
    const role = (edge) => !state.off.has(edge.role) && (edge.role === "derivation" || works(edge, state));
    let { nodes, edges } = all;
    if (asked.length) {
      const seeds = KG.nodes.filter((node) => passes(node, state));
      const stands = new Set(byWork(state) || state.due || state.plan !== "" ? ["task"] : ["task", "plan", "unit"]);
      if (state.finding) stands.add("item").add("unit");
      if (state.plan !== "" && !state.due && !state.finding && !byWork(state)) stands.add("plan").add("unit");
      nodes = spread(seeds.filter((node) => stands.has(node.group)).map((node) => node.id), role, legend);
    } else if (state.off.size) nodes = new Set(KG.nodes.filter(legend).map((node) => node.id));
    if (nodes !== all.nodes) edges = new Set(KG.edges.filter((edge) => role(edge) && nodes.has(edge.from) && nodes.has(edge.to)));
    KG.near = null;
    if (KG.picked()) KG.near = new Set(KG.picked());
    else if (state.node !== null && (nodes.has(state.node) || KG.nodes[state.node].group === "section")) KG.near = new Set(KG.reach(state.node, state.steps, { nodes, edges }).keys());
    if (KG.near && state.mode === "hide") {
      nodes = new Set([...nodes].filter((id) => KG.near.has(id)));
      edges = new Set([...edges].filter((edge) => nodes.has(edge.from) && nodes.has(edge.to)));
    }
    KG.kept = { nodes, edges };
    KG.drawn = drawn(nodes, edges, state);
    KG.settle([...KG.drawn.nodes]);
  };

  // The most central first: what the build gave a place, then units by their size.
  const ranked = KG.nodes.map(({ x, size }, id) => [x === undefined, -(size || 0), id]).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map(([, , id]) => id);

  const drawn = (nodes, edges, state) => {
    if (!KG.large) return { nodes, edges: [...edges], folded: 0, cut: [] };
    let open = 0, folded = 0;
    const has = new Set(), folds = new Map(), shown = {}, there = {}, cut = [];
    const parted = state.node !== null && KG.sectionsOf(state.node).length; // a plan that shows its sections first
    const opens = (plan) => [plan, ...KG.sectionsOf(plan)].some((id) => id === state.node || state.open.has(id)) || KG.nodes[state.node]?.plan === plan;
    const fold = (id, plan) => {
      const into = opens(plan) ? KG.foldOf(id) : plan;
      folds.set(into, (folds.get(into) || 0) + 1);
      folded++;
    };
    for (const id of ranked) {
      if (!nodes.has(id)) continue;
      const { group, plan } = KG.nodes[id];
      if (group === "task") {
        const opened = state.open.has(KG.foldOf(id)) || (KG.near?.has(id) && !parted && open < OPENED);
        opened ? (has.add(id), open++) : fold(id, plan);
      } else if (group === "item" && !KG.near?.has(id)) continue; // within their documents
      else {
        there[group] = (there[group] || 0) + 1;
        const wanted = KG.near?.has(id) || (group === "plan" && opens(id));
        if (!wanted && shown[group] >= MOST[group]) continue;
        shown[group] = (shown[group] || 0) + 1;
        has.add(id);
      }
    }
    for (const group of Object.keys(MOST)) if (shown[group] < there[group]) cut.push([group, shown[group], there[group]]);
    const found = [], parts = [...has].filter(opens).flatMap(KG.sectionsOf).filter((id) => KG.tasksOf(id).some((task) => nodes.has(task)));
    for (const id of parts) {
      has.add(id);
      found.push({ id: `p${id}`, from: KG.nodes[id].plan, to: id, role: "part", said: [] });
    }
    const links = new Map(); // an edge from a plan or section to each unit that its folded tasks name
    const seen = (a, b) => KG.near?.has(a) || KG.near?.has(b); // of so many, lines show round what is chosen or opened
    for (const edge of edges) {
      if (has.has(edge.from) && has.has(edge.to)) {
        if (KG.isTask(edge.from) || seen(edge.from, edge.to)) found.push(edge);
      } else if (!has.has(edge.from) && has.has(edge.to)) {
        const section = KG.foldOf(edge.from), from = has.has(section) ? section : KG.nodes[edge.from].plan, key = `${from} ${edge.to}`;
        if (KG.isTask(edge.from) && has.has(from) && seen(from, edge.to) && !links.has(key)) {
          links.set(key, { id: `f${key}`, from, to: edge.to, role: "folds", said: [] });
        }
      }
    }
    return { nodes: has, edges: [...links.values(), ...found], folded, cut, folds, parts: parts.length };
  };
}
