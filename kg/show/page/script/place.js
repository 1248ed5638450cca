// Room for what has no place from the build, when it is drawn: nearest to what it belongs to, over nothing else.
{
  const ROOM = { unit: [130, 80], task: [70, 46], plan: [310, 70], section: [290, 60], document: [280, 65], item: [250, 35] }; // width and height in page units
  const TURN = Math.PI * (3 - Math.sqrt(5)), CELL = 200; // a sunflower (Vogel 1979), as analyse/ground.py has it
  const ORDER = ["plan", "section", "document", "item", "task", "unit"];
  let grid = null, aside = [0, 0];

  const cells = function* (x, y, [wide, high]) {
    for (let across = Math.floor((x - wide / 2) / CELL); across <= (x + wide / 2) / CELL; across++) {
      for (let down = Math.floor((y - high / 2) / CELL); down <= (y + high / 2) / CELL; down++) yield across * 1e6 + down;
    }
  };
  const take = (node) => {
    for (const cell of cells(node.x, node.y, ROOM[node.group])) grid.has(cell) ? grid.get(cell).push(node) : grid.set(cell, [node]);
  };
  const free = (x, y, room) => {
    for (const cell of cells(x, y, room)) {
      for (const other of grid.get(cell) || []) {
        const [wide, high] = ROOM[other.group];
        if (2 * Math.abs(x - other.x) < wide + room[0] && 2 * Math.abs(y - other.y) < high + room[1]) return false;
      }
    }
    return true;
  };
  const hasPlace = (node) => node?.x !== undefined;
  // In the middle of its neighbours, else of the plans that it works in, else below all.
  const wish = (node) => {
    const beside = KG.touching[node.id].map((edge) => KG.nodes[KG.other(edge, node.id)]);
    const plans = [KG.plan(node), ...KG.list(node, "named").map((plan) => KG.nodes[plan])];
    const near = [...beside, ...plans].filter(hasPlace), about = near.length ? near : beside.map(KG.plan).filter(hasPlace);
    const mean = (side) => about.reduce((sum, other) => sum + other[side], 0) / about.length;
    return about.length ? [mean("x"), mean("y")] : aside;
  };
  const start = (placed) => {
    grid = new Map();
    placed.forEach(take);
    const bottom = placed.reduce((most, { y }) => Math.max(most, y), 0), middle = placed.reduce((sum, { x }) => sum + x, 0) / (placed.length || 1);
    aside = [middle, bottom + 600];
  };
  KG.settle = (ids) => {
    const wanted = ids.map((id) => KG.nodes[id]).filter((node) => !hasPlace(node));
    if (!wanted.length) return;
    if (!grid) start(KG.nodes.filter(hasPlace));
    const chosen = KG.state.node, order = ({ id, group }) => (id === chosen && group !== "section" ? -1 : ORDER.indexOf(group)); // a section after its plan
    wanted.sort((a, b) => order(a) - order(b) || a.id - b.id);
    for (const node of wanted) {
      if (node.group === "section") [node.x, node.y] = [KG.plan(node).x, KG.plan(node).y - node.above];
      const [x, y] = wish(node), room = ROOM[node.group], step = Math.sqrt(room[0] * room[1]) / 3;
      for (let k = 0; !hasPlace(node); k++) {
        const far = step * Math.sqrt(k), at = [x + 1.5 * far * Math.cos(k * TURN), y + far * Math.sin(k * TURN)];
        if (free(...at, room)) [node.x, node.y] = at.map(Math.round);
      }
      take(node);
    }
  };
}
