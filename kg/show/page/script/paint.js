// Colours, sizes and labels. They come from the style sheet, so that light and dark, legend and drawing agree.
{
  const FONTS = KG.more.fonts;
  const LINES = { lead: [2.6, false], support: [0.8, false], responsible: [1.4, [7, 4]], derivation: [1, [1, 4]], folds: [0.6, false], part: [1.4, false] };
  let colours = {};
  const colour = (name, other) => {
    colours[name] ??= getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    return colours[name] || (other ? colour(other) : "");
  };
  const boxed = (node) => node.group !== "unit" && node.group !== "task";

  // The unit's size and letters by the measure chosen, the largest as large by one as by another.
  const sized = (() => {
    let by = null, top = 1, place = 0;
    return (node, size) => {
      if (by !== size) {
        [by, place] = [size, KG.more.measures.indexOf(size)];
        top = KG.nodes.reduce((most, { measures }) => Math.max(most, measures?.[place] ?? 0), 0) || 1;
      }
      const weight = Math.sqrt(Math.max(0, node.measures?.[place] ?? 0) / top);
      return place === 0 ? [node.size, node.em] : [9 + 17 * weight, 12 + 10 * weight];
    };
  })();

  const room = (node) => (node.group === "unit" ? sized(node, KG.state.size) : [node.tone === "no-unit" ? 9 : 6, FONTS[node.group]]);

  const dot = (node, faint, face, height) => {
    const background = colour(node.tone), border = colour(`${node.tone}-line`, "line");
    const [wide, own] = room(node), letters = height || own / 4;
    const made = { // a box with an empty label would keep the size of its last one
      id: node.id, x: node.x, y: node.y, group: node.group, label: height ? KG.label(node) : boxed(node) ? " " : "", opacity: faint ? 0.15 : 1,
      color: { background, border, highlight: { background, border }, hover: { background, border } },
      font: {
        size: letters, face, color: faint ? colour("rule") : colour(`${node.tone}-ink`, "ink"),
        strokeWidth: boxed(node) ? 0 : letters / 7, strokeColor: colour("paper"),
      },
    };
    if (boxed(node)) made.widthConstraint = height ? false : { minimum: 40 }; // a bar where the name has no room
    if (node.group === "unit") made.size = wide;
    if (node.tone === "no-unit") Object.assign(made, { shape: "diamond", size: 9 });
    if (node.tone === "no-task") made.shapeProperties = { borderDashes: [4, 3], borderRadius: 4 };
    return made;
  };
  const line = (edge, faint, near) => {
    const ink = colour(edge.role, "folds"), [width, dashes] = LINES[edge.role];
    return {
      id: edge.id, from: edge.from, to: edge.to, width, dashes, hidden: faint && KG.lines.length > 1500,
      color: { color: ink, highlight: ink, hover: ink, opacity: faint ? 0.08 : near ? 1 : 0.75 },
    };
  };
  const replace = (held, made) => {
    const wanted = new Set(made.map((one) => one.id));
    held.remove(held.getIds().filter((id) => !wanted.has(id)));
    held.update(made);
  };

  // With positions only for what is new: what a person dragged stays where it is.
  KG.paint = () => {
    if (KG.state.view !== "graph" || !KG.started) return;
    const { near, state, network } = KG, { nodes, edges } = KG.drawn;
    const face = getComputedStyle(document.body).fontFamily, scale = network.getScale();
    const stands = near && new Set([...near].filter((id) => nodes.has(id)));
    const along = KG.along();
    const isNear = (edge) => (along ? along.has(edge) : state.steps > 1
      ? stands.has(edge.from) && stands.has(edge.to) : edge.from === state.node || edge.to === state.node);
    const placed = new Set(KG.dots.getIds()), heights = KG.fitted([...nodes], scale, room);
    replace(KG.dots, [...nodes].map((id) => {
      const made = dot(KG.nodes[id], stands && !stands.has(id), face, heights.get(id));
      if (placed.has(id)) (delete made.x, delete made.y);
      return made;
    }));
    replace(KG.lines, edges.map((edge) => line(edge, stands && !isNear(edge), stands)));
    network.unselectAll();
    if (state.node !== null && nodes.has(state.node)) network.selectNodes([state.node], false);
  };
  KG.onState(() => KG.paint());
  for (const media of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(media).addEventListener("change", () => { colours = {}; KG.paint(); });
  }
}
