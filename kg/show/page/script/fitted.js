// Which names are drawn, and how large: every one that has room on the screen, the weightiest first, none over another.
{
  const LEAST = { unit: 11, task: 10, plan: 11, section: 11, document: 11, item: 10 }; // pixels: what can still be read
  const MOST = { unit: 20, task: 13, plan: 17, section: 14, document: 15, item: 14 };
  const WEIGHT = ["plan", "section", "unit", "document", "task", "item"];
  const CELL = 90; // pixels: labels are looked for in the same part of the screen only
  const wide = (row) => [...row].reduce((sum, char) => sum + (char < "\u0100" ? 0.6 : 1), 0);

  // The height of each node's letters in page units, 0 for a name that has no room; `sized` gives radius and own height.
  KG.fitted = (ids, scale, sized) => {
    const grid = new Map(), heights = new Map();
    const cells = function* ([left, top, right, bottom]) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 65536 + y;
      }
    };
    const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    const free = (box, id) => {
      for (const cell of cells(box)) for (const [taken, owner] of grid.get(cell) || []) if (owner !== id && meets(box, taken)) return false;
      return true;
    };
    const take = (box, id) => {
      for (const cell of cells(box)) grid.has(cell) ? grid.get(cell).push([box, id]) : grid.set(cell, [[box, id]]);
    };
    const things = ids.map((id) => {
      const node = KG.nodes[id], [radius, own] = sized(node);
      return { id, node, own, radius: radius * scale, x: node.x * scale, y: node.y * scale, rows: KG.label(node).split("\n") };
    });
    for (const { id, node, x, y, radius } of things) { // what a name must leave in sight: a unit's dot, the core of a box
      if (node.group === "unit") take([x - radius, y - radius, x + radius, y + radius], id);
      else if (node.group !== "task") take([x - 12, y - 2, x + 12, y + 2], id);
    }
    things.sort((a, b) => (KG.near?.has(b.id) ?? 0) - (KG.near?.has(a.id) ?? 0)
      || WEIGHT.indexOf(a.node.group) - WEIGHT.indexOf(b.node.group) || b.radius - a.radius || a.id - b.id);
    for (const { id, node, own, radius, x, y, rows } of things) {
      const high = Math.max(LEAST[node.group], Math.min(own * scale, MOST[node.group]));
      const half = (high * Math.max(...rows.map(wide))) / 2 + 3, tall = high * 1.2 * rows.length;
      const inside = node.group !== "unit" && node.group !== "task";
      const box = inside ? [x - half - 5 * scale, y - tall / 2 - 5 * scale, x + half + 5 * scale, y + tall / 2 + 5 * scale] : [x - half, y + radius, x + half, y + radius + tall];
      const small = node.group === "task" && own * scale < 7 && !KG.near?.has(id); // tasks are named when one looks closer
      const fits = !small && free(box, id);
      if (fits) take(box, id);
      heights.set(id, fits ? high / scale : 0);
    }
    return heights;
  };
}
