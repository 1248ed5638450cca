// The panel: what a node is, what is wrong with it, what the text says, and each relation with its sentences.
{
  const told = KG.$("told");
  const head = (text) => KG.add(told, "h3", text);
  const line = (key, value) => {
    if (!value) return;
    const made = KG.add(told, "p", "", "line");
    KG.add(made, "span", `${KG.say(key)} `, "key");
    KG.add(made, "span", value);
  };
  const of = (id, role) => KG.touching[id].filter((edge) => edge.role === role);
  const byName = (id) => (a, b) => KG.compare(KG.nodes[KG.other(a, id)].name, KG.nodes[KG.other(b, id)].name);
  const source = (edge) => KG.plan(KG.nodes[edge.from]);

  const facts = (node) => {
    let before = null;
    for (const [fact, text, quote, start, where, at] of KG.facts(node.id)) {
      if (fact !== before) head(KG.say(before = fact));
      if (at !== undefined) KG.link(told, at);
      else if (text !== quote) KG.add(told, "p", text, "fact");
      if (quote) KG.quote(told, [quote, start, where], KG.plan(node) ?? KG.plan(KG.nodes[at]), fact.startsWith("duty") ? "role" : "");
    }
  };
  // One sentence often names several units: quoted once, under the last of them.
  const relations = (edges, id, title) => {
    if (!edges.length) return;
    head(`${title} · ${edges.length}`);
    edges.forEach((edge, place) => {
      KG.link(told, KG.other(edge, id)).dataset.edge = edge.id;
      const again = place + 1 < edges.length && source(edge) === source(edges[place + 1]) && String(edge.said) === String(edges[place + 1].said);
      if (!again) for (const sentence of KG.said(edge)) KG.quote(told, sentence, source(edge), "role");
    });
  };
  // Up to the nearest national document: by the task's own text, else by way of its plan.
  const climb = (from) => {
    const below = new Map([[from, null]]), queue = [from];
    for (let at = 0; at < queue.length; at++) {
      const { group, level } = KG.nodes[queue[at]];
      if (group === "document" && level === "national") {
        const steps = [];
        for (let id = queue[at]; id !== null; id = below.get(id)) steps.unshift(id);
        return steps;
      }
      for (const edge of of(queue[at], "derivation")) {
        if (edge.from === queue[at] && !below.has(edge.to)) (below.set(edge.to, edge.from), queue.push(edge.to));
      }
    }
    return [];
  };
  const chain = (id) => {
    const own = climb(id), { plan } = KG.nodes[id];
    return own.length || plan === undefined ? own : [id, ...climb(plan)];
  };

  const task = (node) => {
    if (node.plan !== undefined) KG.link(told, node.plan);
    line("section", KG.list(node, "section").join(" › "));
    for (const [role, title] of [["lead", "leads"], ["support", "supports"], ["responsible", "responsibles"]]) {
      relations(of(node.id, role), node.id, KG.say(title));
    }
    relations(of(node.id, "derivation"), node.id, KG.say("derivation"));
    const steps = chain(node.id);
    if (steps.length > 2) {
      head(KG.say("chain"));
      steps.forEach((id, place) => KG.link(told, id, `${"↑ ".repeat(Math.min(place, 1))}${KG.nodes[id].name}`, "link chain"));
    }
  };
  const unit = (node) => {
    line("place", node.place);
    line("kind", node.kind?.[KG.state.lang === "en" ? 1 : 0]);
    line("alias", KG.list(node, "alias").join("、"));
    for (const role of ["lead", "responsible", "support"]) {
      relations(of(node.id, role).sort(byName(node.id)), node.id, KG.say(`${role}-of`));
    }
    if (node.named) head(KG.say("named-in"));
    for (const plan of KG.list(node, "named")) KG.link(told, plan);
  };
  const measures = (node) => {
    const measured = KG.more.measures.map((measure, place) => [measure, node.measures?.[place]]).filter(([measure, value]) => KG.says(measure) && value !== undefined && value !== null);
    if (measured.length) head(KG.say("measures"));
    for (const [measure, value] of measured) line(measure, String(value));
  };
  const origin = (node) => {
    line("place", node.place);
    line("level", node.level && KG.say(node.level));
    line("file", node.file);
    const tasks = KG.tasksOf(node.id);
    if (node.group === "section") KG.link(told, node.plan);
    if (tasks.length && KG.large) {
      const open = KG.state.open.has(node.id), parts = KG.sectionsOf(node.id).length;
      KG.button(told, open ? KG.say("fold-tasks") : parts ? KG.say("open-sections", parts) : KG.say("open-tasks", tasks.length), () => KG.set({ open: KG.toggled(KG.state.open, node.id) }), "open");
    }
    relations(of(node.id, "derivation").filter((edge) => edge.from === node.id), node.id, KG.say("derivation"));
    relations(of(node.id, "derivation").filter((edge) => edge.to === node.id).sort(byName(node.id)), node.id, KG.say("derivation-of"));
    if (tasks.length) head(`${KG.say("tasks")} · ${tasks.length}`);
    let section = "";
    for (const id of [...tasks].sort((a, b) => KG.compare(KG.nodes[a].name, KG.nodes[b].name))) {
      const [first = ""] = KG.list(KG.nodes[id], "section");
      if (first !== section) KG.add(told, "p", section = first, "key");
      KG.link(told, id);
    }
  };

  let filled = null; // what is waited for while sentences are being opened
  const show = (state, before) => {
    const { node: id } = state, shown = id !== null;
    KG.$("panel").hidden = !shown;
    document.body.classList.toggle("told", shown);
    if (!shown) return void told.replaceChildren();
    const again = before.node === id && before.with === state.with ? KG.$("panel").scrollTop : 0;
    told.replaceChildren();
    const node = KG.nodes[id];
    KG.add(told, "p", KG.say(node.group), "sort");
    KG.add(told, "h2", node.name).tabIndex = -1;
    for (const { kind, why } of KG.list(node, "findings")) {
      const found = KG.add(told, "p", `⚠ ${KG.say(kind)} `, "missing");
      if (why) KG.add(found, "small", why);
    }
    const opening = KG.tell([id], KG.touching[id]);
    filled = opening?.then(() => {
      if (KG.state.node !== id) return;
      const reading = told.contains(document.activeElement); // the heading, which is made anew
      show(KG.state, before);
      if (reading) told.querySelector("h2").focus({ preventScroll: true });
    }, () => told.append(KG.say("cannot-open")));
    if (opening) {
      KG.add(told, "p", KG.say("opening"), "note");
      return;
    }
    KG.focusBar(told, state);
    if (state.with !== null) KG.tellTwo(told, state);
    ({ unit, task })[node.group]?.(node) ?? (node.group !== "unit" && node.group !== "task" && origin(node));
    facts(node);
    measures(node);
    KG.$("panel").scrollTop = again;
  };
  KG.onState(show);
  // A relation in the panel of one of its ends: the line that was clicked.
  KG.point = async (edge) => {
    await filled;
    const link = told.querySelector(`[data-edge="${edge}"]`);
    link?.classList.add("pointed");
    link?.scrollIntoView({ block: "center" });
  };
  KG.leave = () => {
    const within = KG.$("panel").contains(document.activeElement);
    KG.set({ node: null, with: null, how: "" });
    if (within) (KG.state.view === "graph" ? KG.$("graph") : KG.$(KG.state.view)).focus();
  };
  KG.$("close").addEventListener("click", KG.leave);
}
