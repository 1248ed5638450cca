// National items against the plans shown: which tasks carry out each item of each opinion.
{
  const show = () => {
    const parent = KG.$("coverage"), opinions = new Map();
    parent.replaceChildren();
    for (const node of KG.nodes) {
      if (node.group === "item" && node.whole) opinions.set(node.whole, [...(opinions.get(node.whole) || []), node]);
    }
    const done = (item) => KG.list(item, "done").filter((task) => KG.kept.nodes.has(task));
    for (const [whole, items] of [...opinions].sort(([a], [b]) => KG.compare(a, b))) {
      const plans = [...new Set(items.flatMap(done).map((task) => KG.nodes[task].plan))].sort((a, b) => KG.compare(KG.nodes[a].name, KG.nodes[b].name));
      const made = KG.add(parent, "table");
      const title = KG.add(made, "caption", `《${whole}》 `);
      KG.add(title, "span", KG.say("covered", items.filter((item) => done(item).length).length, items.length), "note");
      const top = KG.add(KG.add(made, "thead"), "tr");
      KG.add(top, "th", KG.say("item")).scope = "col";
      for (const plan of plans.length ? plans : [null]) {
        const cell = KG.add(top, "th", plan === null ? KG.say("carried-by") : "");
        cell.scope = "col";
        if (plan !== null) KG.link(cell, plan);
      }
      const body = KG.add(made, "tbody");
      for (const item of [...items].sort((a, b) => KG.compare(a.name, b.name))) {
        const row = KG.add(body, "tr", "", done(item).length ? "" : "uncovered"), first = KG.add(row, "th");
        first.scope = "row";
        KG.link(first, item.id);
        for (const plan of plans.length ? plans : [null]) {
          const cell = KG.add(row, "td"), tasks = done(item).filter((task) => KG.nodes[task].plan === plan);
          for (const task of tasks) KG.link(cell, task);
          if (!done(item).length && plan === (plans[0] ?? null)) KG.add(cell, "span", `⚠ ${KG.say("item-without-task")}`, "missing");
        }
      }
    }
    if (!opinions.size) KG.add(parent, "p", KG.say("no-items"), "note");
  };
  KG.onState(({ view }) => {
    KG.$("coverage").hidden = view !== "coverage";
    if (view === "coverage") show();
  });
}
