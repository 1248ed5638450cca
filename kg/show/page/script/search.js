// Search: units by every name and by pinyin initials, tasks, plans, documents, items, places; grouped; keyboard.
{
  const ORDER = ["unit", "task", "plan", "document", "item", "place"], EACH = 6;
  const box = KG.$("search"), hits = KG.$("hits");
  let all = null, options = [], at = -1;

  const index = () => {
    const places = new Map();
    for (const node of KG.nodes) if (node.place) places.set(node.place, (places.get(node.place) || 0) + 1);
    const things = KG.nodes.slice(0, KG.total).map((node) => ({ node, group: node.group, names: [node.name, ...KG.list(node, "alias")].map((name) => name.toLowerCase()), initials: node.initials || "" }));
    for (const [place, size] of places) things.push({ place, size, group: "place", names: [place], initials: "" });
    return things;
  };
  // 0 the name itself, 1 its beginning, 2 within it, 3 and 4 by initials; nothing if it does not fit.
  const fit = ({ names, initials }, wanted) => {
    const within = names.filter((name) => name.includes(wanted));
    if (within.includes(wanted)) return 0;
    if (within.some((name) => name.startsWith(wanted))) return 1;
    if (within.length) return 2;
    if (!/^[a-z0-9]+$/.test(wanted)) return undefined;
    if (` ${initials}`.includes(` ${wanted}`)) return 3;
    return initials.includes(wanted) ? 4 : undefined;
  };
  KG.find = (text) => {
    const wanted = text.trim().toLowerCase();
    if (!wanted) return [];
    all ??= index();
    const found = all.map((thing) => ({ ...thing, fit: fit(thing, wanted) })).filter((thing) => thing.fit !== undefined);
    const weight = (thing) => thing.node?.size ?? thing.size ?? 0;
    return found.sort((a, b) => a.fit - b.fit || weight(b) - weight(a) || KG.compare(a.names[0], b.names[0]));
  };

  const close = () => { hits.hidden = true; at = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const choose = ({ node, place }) => {
    box.value = "";
    close();
    KG.$("side").classList.remove("open");
    KG.$("menu").setAttribute("aria-expanded", "false");
    if (node) KG.go(node.id);
    else (KG.set({ place, node: null }), KG.whole());
  };
  const move = (to) => {
    options[at]?.made.setAttribute("aria-selected", "false");
    at = (to + options.length) % options.length;
    options[at].made.setAttribute("aria-selected", "true");
    options[at].made.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[at].made.id);
  };
  const show = () => {
    const found = KG.find(box.value).filter(({ node }) => !KG.asking || (node && KG.canBe(node.id)));
    hits.replaceChildren();
    options = [];
    at = -1;
    for (const group of ORDER) {
      const of = found.filter((thing) => thing.group === group);
      if (!of.length) continue;
      const part = KG.add(hits, "div", "", "part");
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", KG.say(group));
      KG.add(part, "div", `${KG.say(group)} · ${of.length.toLocaleString("en")}`, "head").setAttribute("role", "presentation");
      for (const thing of of.slice(0, EACH)) {
        const made = KG.add(part, "div", thing.node?.name ?? thing.place, "hit");
        const called = thing.node && KG.list(thing.node, "alias").find((name) => name.toLowerCase().includes(box.value.trim().toLowerCase()));
        if (thing.fit < 3 && called && !thing.node.name.includes(box.value.trim())) KG.add(made, "small", ` ${called}`);
        else if (group === "task") KG.add(made, "small", ` ${KG.plan(thing.node)?.place || ""}`);
        made.id = `hit-${options.length}`;
        made.setAttribute("role", "option");
        made.setAttribute("aria-selected", "false");
        made.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(thing); });
        options.push({ made, thing });
      }
      if (of.length > EACH) KG.add(part, "div", KG.say("hits-more", of.length - EACH), "rest").setAttribute("role", "presentation");
    }
    const asked = box.value.trim() !== "";
    if (asked && !found.length) {
      const none = KG.add(hits, "div", KG.say("nothing-found"), "rest");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
    }
    hits.hidden = !asked;
    box.setAttribute("aria-expanded", String(asked));
  };
  box.addEventListener("input", show);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && options.length) move(at + 1);
    else if (event.key === "ArrowUp" && options.length) move(at < 0 ? -1 : at - 1);
    else if (event.key === "Enter" && options.length) choose(options[Math.max(at, 0)].thing);
    else if (event.key === "Escape" && !hits.hidden) (close(), event.stopPropagation());
    else return;
    event.preventDefault();
  });
}
