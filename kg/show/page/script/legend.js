// The legend: what each colour, shape and line means, how many there are, and a switch for each.
{
  const TONES = { tasks: ["task", "no-unit", "no-lead", "no-origin"], origins: ["plan", "document", "item", "no-task"] };
  const MARKS = { "no-unit": "diamond", plan: "box", document: "box", item: "box", "no-task": "box dashed" };
  const counted = (things, by) => {
    const counts = new Map();
    for (const thing of things) counts.set(thing[by], (counts.get(thing[by]) || 0) + 1);
    return counts;
  };
  const roles = counted(KG.edges, "role"), tones = counted(KG.nodes, "tone");

  const entry = (parent, name, text, count, mark) => {
    const label = KG.add(parent, "label", "", "entry");
    const tick = KG.add(label, "input");
    Object.assign(tick, { type: "checkbox", checked: !KG.state.off.has(name) });
    tick.dataset.off = name;
    tick.addEventListener("change", () => KG.set({ off: KG.toggled(KG.state.off, name) }));
    KG.add(label, "span", "", `mark ${mark} of-${name}`);
    KG.add(label, "span", text);
    KG.add(label, "b", count.toLocaleString("en"));
  };
  const part = (key) => {
    const made = KG.add(KG.$("legend"), "fieldset");
    KG.add(made, "legend", KG.say(key));
    return made;
  };
  const build = () => {
    KG.$("legend").replaceChildren();
    const lines = part("roles");
    for (const role of ["lead", "support", "responsible", "derivation"]) {
      if (roles.has(role)) entry(lines, role, KG.say(role), roles.get(role), `line ${role}`);
    }
    if (KG.more.groups.length) {
      const units = part("units");
      const measures = KG.more.measures.filter(KG.says).map((measure) => [measure, KG.say(measure)]);
      if (measures.length) KG.select(units, "size-by", measures, KG.state.size, (size) => KG.set({ size }));
      for (const group of KG.more.groups) entry(units, group.tone, group[KG.state.lang], tones.get(group.tone) || 0, "dot");
      if (tones.has("idle")) entry(units, "idle", KG.say("tone-idle"), tones.get("idle"), "dot");
    }
    for (const [key, of] of Object.entries(TONES)) {
      const here = of.filter((tone) => tones.has(tone));
      if (!here.length) continue;
      const made = part(key);
      for (const tone of here) entry(made, tone, KG.say(`tone-${tone}`), tones.get(tone), MARKS[tone] || "square");
    }
  };
  let said = null;
  KG.onState((state) => {
    if (said !== state.lang) build();
    said = state.lang;
    for (const tick of KG.$("legend").querySelectorAll("input")) tick.checked = !state.off.has(tick.dataset.off);
    for (const list of KG.$("legend").querySelectorAll("select")) list.value = state.size;
  });
}
