// The table: tasks and units that pass the filters, sortable; also what screen readers read.
{
  const MOST = 500;
  let order = { tasks: ["plan", 1], units: ["tasks", -1] };
  const names = (task, role) => KG.touching[task.id].filter((edge) => edge.role === role && KG.kept.nodes.has(edge.to) && KG.kept.edges.has(edge)).map((edge) => edge.to);
  const found = (node) => KG.list(node, "findings").map((one) => KG.say(one.kind)).join("、");
  const cells = {
    tasks: { plan: (task) => [task.plan].filter((id) => id !== undefined), task: (task) => [task.id], lead: (task) => names(task, "lead"), support: (task) => names(task, "support"), responsible: (task) => names(task, "responsible"), due: (task) => (task.due ? KG.say(task.due) : ""), finding: found },
    units: { unit: (unit) => [unit.id], place: (unit) => unit.place || "", lead: (unit) => held(unit, "lead"), support: (unit) => held(unit, "support"), responsible: (unit) => held(unit, "responsible"), tasks: (unit) => new Set(KG.touching[unit.id].filter((edge) => KG.kept.edges.has(edge)).map((edge) => edge.from)).size, finding: found },
  };
  const held = (unit, role) => KG.touching[unit.id].filter((edge) => edge.role === role && KG.kept.edges.has(edge)).length;
  const text = (value) => (Array.isArray(value) ? value.map((id) => KG.nodes[id].name).join("、") : value);
  const sorted = (rows, of, [by, way]) => {
    const key = (node) => text(of[by](node));
    return rows.map((node) => [key(node), node]).sort(([a, x], [b, y]) => way * (typeof a === "number" ? a - b : KG.compare(a, b)) || KG.compare(x.name, y.name)).map(([, node]) => node);
  };
  const table = (parent, kind, rows) => {
    const of = cells[kind];
    const made = KG.add(parent, "table");
    made.id = `table-${kind}`;
    KG.add(made, "caption", `${KG.say(kind)} · ${rows.length.toLocaleString("en")}`);
    const top = KG.add(KG.add(made, "thead"), "tr");
    for (const column of Object.keys(of)) {
      const cell = KG.add(top, "th"), [by, way] = order[kind];
      cell.scope = "col";
      cell.setAttribute("aria-sort", by !== column ? "none" : way > 0 ? "ascending" : "descending");
      KG.button(cell, KG.say(column), () => {
        order = { ...order, [kind]: [column, by === column ? -way : 1] };
        show();
      }).dataset.sort = column;
    }
    const body = KG.add(made, "tbody");
    for (const node of sorted(rows, of, order[kind]).slice(0, MOST)) {
      const row = KG.add(body, "tr");
      for (const [column, value] of Object.entries(of)) {
        const said = value(node), cell = KG.add(row, "td", Array.isArray(said) ? "" : String(said));
        cell.dataset.column = column;
        if (Array.isArray(said)) for (const id of said) KG.link(cell, id);
      }
    }
    if (rows.length > MOST) KG.add(parent, "p", KG.say("too-many", MOST), "note");
  };
  const show = () => {
    const parent = KG.$("table");
    parent.replaceChildren();
    const kept = KG.nodes.filter((node) => KG.kept.nodes.has(node.id));
    for (const [kind, group] of [["tasks", "task"], ["units", "unit"]]) table(parent, kind, kept.filter((node) => node.group === group));
  };
  KG.onState(({ view }) => {
    KG.$("table").hidden = view !== "table";
    if (view === "table") show();
  });
}
