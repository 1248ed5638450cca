// The drawing: vis-network with the positions of the build, still unless asked to move.
{
  const label = { scaling: { label: { drawThreshold: 0, maxVisible: 1000 } } }; // fitted.js says which are drawn
  const box = { shape: "box", margin: 5, shapeProperties: { borderRadius: 4 }, ...label };
  const READABLE = 0.5; // the least scale of a flight: names of tasks have room
  const many = KG.edges.length > 1500;
  const options = {
    autoResize: true,
    physics: { enabled: false, solver: "forceAtlas2Based", stabilization: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, selectConnectedEdges: false, hideEdgesOnDrag: many, hideEdgesOnZoom: many, keyboard: false },
    nodes: { borderWidth: 1.2, borderWidthSelected: 3, labelHighlightBold: false },
    edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 0.5 },
    groups: { unit: { shape: "dot", ...label }, task: { shape: "square", size: 6, ...label }, plan: box, section: box, document: box, item: box },
  };
  KG.dots = new vis.DataSet();
  KG.lines = new vis.DataSet();
  KG.network = new vis.Network(KG.$("graph"), { nodes: KG.dots, edges: KG.lines }, options);

  // What the panel covers of the drawing: a strip at the right, on a phone at the bottom.
  KG.covered = () => {
    const { hidden, offsetWidth: wide, offsetHeight: high } = KG.$("panel");
    if (hidden) return [0, 0];
    return wide < innerWidth ? [wide, 0] : [0, high];
  };
  // The window onto a part of the drawing, as large as fits beside the panel and above the buttons; returns its scale.
  const show = (left, top, right, bottom) => {
    const { offsetWidth: wide, offsetHeight: high } = KG.$("graph"), [aside, panel] = KG.covered();
    const buttons = KG.$("corner").offsetHeight, below = Math.max(panel, buttons && buttons + 24); // 0 where they are hidden
    const scale = 0.95 * Math.min(1.2, (wide - aside) / (right - left), (high - below) / (bottom - top));
    KG.network.moveTo({ position: { x: (left + right + aside / scale) / 2, y: (top + bottom + below / scale) / 2 }, scale });
    return scale;
  };
  // All that is drawn: about, by the places of the nodes; then with the room of their names, known once they are drawn.
  let untouched = false; // all is shown, and nobody has gone anywhere since
  KG.whole = () => {
    const bounds = (boxes) => boxes.reduce(([l, t, r, b], box) => [Math.min(l, box.left), Math.min(t, box.top), Math.max(r, box.right), Math.max(b, box.bottom)], [Infinity, Infinity, -Infinity, -Infinity]);
    const ids = [...KG.drawn.nodes];
    if (!ids.length) return KG.paint();
    const about = show(...bounds(ids.map((id) => KG.nodes[id]).map(({ x, y }) => ({ left: x - 60, top: y - 40, right: x + 60, bottom: y + 40 }))));
    KG.paint();
    KG.network.redraw();
    const exact = show(...bounds(ids.map((id) => KG.network.getBoundingBox(id)))) / about;
    if (exact < 0.9 || exact > 1.1) KG.paint();
    untouched = true;
  };
  let resizing = 0;
  KG.network.on("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => untouched && KG.state.view === "graph" && KG.whole(), 150); });
  // To a node and what stands out round it; where that is too wide to be read, to the node alone.
  KG.fly = (id) => {
    untouched = false;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches, [aside, below] = KG.covered();
    const { offsetWidth: wide, offsetHeight: high } = KG.$("graph"), { x, y } = KG.network.getPosition(id);
    const boxes = [...KG.near].filter((near) => KG.drawn.nodes.has(near)).map((near) => KG.network.getPosition(near));
    const reach = (least, most) => [Math.min(...boxes.map(least)), Math.max(...boxes.map(most))];
    const [left, right] = reach((at) => at.x - 90, (at) => at.x + 90), [top, bottom] = reach((at) => at.y - 50, (at) => at.y + 80);
    const fits = Math.min((wide - aside) / (right - left), (high - below) / (bottom - top));
    const scale = Math.max(READABLE, Math.min(fits, 1.4));
    const [mx, my] = fits < READABLE ? [x, y] : [(left + right) / 2, (top + bottom) / 2];
    KG.network.moveTo({ position: { x: mx + aside / 2 / scale, y: my + below / 2 / scale }, scale, animation: still ? false : { duration: 350 } });
    if (still) KG.paint();
  };
  // Choose a node and show it.
  KG.go = (id) => {
    if (KG.asking) return KG.answer(id);
    KG.set({ node: id, with: null, how: "" });
    if (KG.state.view === "graph" && KG.drawn.nodes.has(id)) KG.fly(id);
    KG.$("told").querySelector("h2").focus({ preventScroll: true }); // on from here by keyboard, and read aloud
  };

  KG.network.on("click", ({ nodes: [node], edges: [edge] }) => {
    const line = edge === undefined ? null : KG.lines.get(edge);
    const id = node ?? (line?.to === KG.state.node ? line?.to : line?.from);
    if (id === undefined) KG.set({ node: null, with: null, how: "" });
    else if (KG.asking) KG.answer(id);
    else {
      KG.set({ node: id, with: null, how: "" });
      if (node === undefined) KG.point(edge);
    }
  });
  KG.network.on("doubleClick", ({ nodes: [node] }) => {
    if (node !== undefined && KG.large && KG.tasksOf(node).length) KG.set({ open: KG.toggled(KG.state.open, node) });
  });
  let zooming = 0;
  KG.network.on("dragStart", () => { untouched = false; });
  KG.network.on("zoom", () => { untouched = false; clearTimeout(zooming); zooming = setTimeout(() => KG.paint(), 150); });
  KG.network.on("animationFinished", () => KG.paint());

  // By keyboard: arrows move the drawing, + and - zoom, 0 shows all.
  KG.$("graph").addEventListener("keydown", (event) => {
    const { x, y } = KG.network.getViewPosition(), scale = KG.network.getScale(), far = 80 / scale;
    const to = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] }[event.key];
    untouched = untouched && !to && !"+-=".includes(event.key);
    if (to) KG.network.moveTo({ position: { x: x + to[0], y: y + to[1] } });
    else if ("+-=".includes(event.key)) (KG.network.moveTo({ scale: scale * (event.key === "-" ? 0.8 : 1.25) }), KG.paint());
    else if (event.key === "0") KG.whole();
    else return;
    event.preventDefault();
  });
}
