// A sentence of a document: its role words marked, where it stands, and a citation of it to take away.
{
  const words = Object.entries(KG.more.roleWords).sort(([a], [b]) => b.length - a.length);
  const role = new Map(words);
  const escape = (word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const found = words.length ? new RegExp(words.map(([word]) => escape(word)).join("|"), "g") : null;

  // Where a sentence stands: the file and its characters.
  KG.where = (quote, start, plan) => `${plan?.file || ""} ${start}–${KG.ends(start, quote)}`.trim();
  KG.quote = (parent, quote, start, plan, fact = "") => {
    const made = KG.add(parent, "blockquote"), text = quote.trim();
    let at = 0;
    for (const match of found && fact === "role" ? text.matchAll(found) : []) {
      made.append(text.slice(at, match.index));
      KG.add(made, "mark", match[0], role.get(match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    if (start === undefined || start === null) return;
    const place = KG.where(quote, start, plan);
    const foot = KG.add(parent, "p", `${place} `, "where");
    KG.button(foot, KG.say("copy"), (event) => copy(event.target, `“${text}” ${[plan?.name, place].filter(Boolean).join(", ")}`), "copy");
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
