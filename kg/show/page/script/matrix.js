// The responsibility matrix: a row a task, a column a unit, 牵 配 责 where they meet.
{
  const ROWS = 300, COLUMNS = 60;
  const show = () => {
    const parent = KG.$("matrix"), met = new Map(), columns = new Map(), cells = new Map();
    parent.replaceChildren();
    for (const edge of KG.kept.edges) {
      if (edge.role === "derivation") continue;
      const key = `${edge.from} ${edge.to}`;
      met.set(key, [...(met.get(key) || []), edge.role]);
      cells.set(KG.nodes[edge.from].plan, (cells.get(KG.nodes[edge.from].plan) || 0) + 1);
      columns.set(edge.to, (columns.get(edge.to) || 0) + 1);
    }
    const units = [...columns.keys()].sort((a, b) => columns.get(b) - columns.get(a) || KG.compare(KG.nodes[a].name, KG.nodes[b].name)).slice(0, COLUMNS);
    const tasks = KG.nodes.filter((node) => node.group === "task" && KG.kept.nodes.has(node.id)).sort((a, b) => (cells.get(b.plan) || 0) - (cells.get(a.plan) || 0) || (a.plan ?? 0) - (b.plan ?? 0) || KG.compare(a.name, b.name));
    if (!tasks.length) return void KG.add(parent, "p", KG.say("nothing-left"), "note");
    const made = KG.add(parent, "table");
    KG.add(made, "caption", `${KG.say("matrix")} · ${tasks.length} × ${columns.size}`);
    const top = KG.add(KG.add(made, "thead"), "tr");
    KG.add(top, "th", KG.say("task")).scope = "col";
    for (const id of units) {
      const cell = KG.add(top, "th", "", "tall");
      cell.scope = "col";
      KG.link(cell, id);
    }
    let plan = null;
    const body = KG.add(made, "tbody");
    for (const task of tasks.slice(0, ROWS)) {
      if (plan !== task.plan && task.plan !== undefined) {
        const cell = KG.add(KG.add(body, "tr", "", "part"), "th");
        Object.assign(cell, { colSpan: units.length + 1, scope: "rowgroup" });
        KG.link(cell, plan = task.plan);
      }
      const row = KG.add(body, "tr"), first = KG.add(row, "th");
      first.scope = "row";
      KG.link(first, task.id);
      for (const unit of units) {
        const roles = met.get(`${task.id} ${unit}`) || [];
        const cell = KG.add(row, "td", "", roles.join(" "));
        for (const role of roles) KG.add(cell, "span", KG.say(`letter-${role}`), role).title = KG.say(role);
      }
    }
    if (tasks.length > ROWS) KG.add(parent, "p", KG.say("too-many", ROWS), "note");
  };
  KG.onState(({ view }) => {
    KG.$("matrix").hidden = view !== "matrix";
    if (view === "matrix") show();
  });
}
