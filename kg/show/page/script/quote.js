// A sentence of a document: its role words marked, where it stands, and a citation of it to take away.
{
  const role = new Map(Object.entries(KG.more.roleWords)), words = [...role.keys()];
  const escape = (word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  // A role word within a unit's name is none: 应 in 应急管理局.
  const names = KG.nodes.filter(({ group }) => group === "unit").flatMap((unit) => [unit.name, ...KG.list(unit, "alias")]);
  const either = [...words, ...names.filter((name) => words.some((word) => name.includes(word)))].sort((a, b) => b.length - a.length);
  const found = words.length ? new RegExp(either.map(escape).join("|"), "g") : null;

  // Where something stands in its file, in the language chosen: "table 1, row 3" part by part, "Sheet1!D7" as a cell.
  const within = (where) => {
    if (KG.state.lang === "en") return where;
    const cell = /^(.*)!([A-Z]+\d+)$/s.exec(where);
    if (cell) return KG.say("at-cell", cell[1], cell[2]);
    const parts = where.split(", ").map((part) => part.split(" "));
    return parts.every(([what]) => KG.says(`at-${what}`)) ? parts.map(([what, number]) => KG.say(`at-${what}`, number)).join("") : where;
  };
  // The file, and where in it.
  KG.where = (where, plan) => [plan?.file, where && within(where)].filter(Boolean).join(KG.say("at"));
  KG.quote = (parent, [quote, start, where], plan, fact = "") => {
    const made = KG.add(parent, "blockquote"), text = quote.trim();
    let at = 0;
    for (const match of found && fact === "role" ? text.matchAll(found) : []) {
      if (!role.has(match[0])) continue;
      made.append(text.slice(at, match.index));
      KG.add(made, "mark", match[0], role.get(match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    if (start === undefined || start === null) return;
    const place = KG.where(where, plan);
    const foot = KG.add(parent, "p", `${place} `, "where");
    KG.button(foot, KG.say("copy"), (event) => copy(event.target, `“${text}” ${[plan?.name, place].filter(Boolean).join(", ")} (${start}–${KG.ends(start, quote)})`), "copy");
  };
  const copy = async (button, text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // where a browser gives a file no clipboard
      const area = KG.add(document.body, "textarea", text);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    KG.copied = text;
    button.textContent = KG.say("copied");
    setTimeout(() => { button.textContent = KG.say("copy"); }, 1500);
  };
}
