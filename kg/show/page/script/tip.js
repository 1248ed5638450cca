// What the pointer is over: a node's whole name and what is wrong with it; a line's role and the sentence that says so.
{
  const tip = KG.$("tip"), LONGEST = 120; // characters of a sentence: the whole is in the panel
  const show = ({ x, y }) => {
    const { offsetWidth: wide, offsetHeight: high } = KG.$("graph"), [aside, below] = KG.covered();
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(x + 14, wide - aside - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(0, Math.min(y + 14, high - below - tip.offsetHeight - 8))}px`;
  };
  KG.network.on("hoverNode", ({ node, pointer: { DOM } }) => {
    const { name, findings = [] } = KG.nodes[node];
    tip.replaceChildren();
    KG.add(tip, "b", name);
    for (const found of findings) KG.add(tip, "div", `⚠ ${KG.say(found.kind)}`, "missing");
    show(DOM);
  });
  let over = null; // the line under the pointer
  KG.network.on("hoverEdge", async ({ edge, pointer: { DOM } }) => {
    const line = KG.edges[edge] ?? KG.drawn.edges.find(({ id }) => id === edge), { from, to, role } = line;
    over = edge;
    await KG.tell([], [line]);
    if (over !== edge) return;
    tip.replaceChildren();
    KG.add(tip, "b", `${KG.nodes[from].name} – ${KG.say(role)} – ${KG.nodes[to].name}`);
    for (const [quote, , where] of KG.said(line)) {
      KG.add(tip, "blockquote", quote.length > LONGEST ? `${quote.slice(0, LONGEST)}…` : quote);
      KG.add(tip, "div", KG.where(where, KG.plan(KG.nodes[from])), "where");
    }
    show(DOM);
  });
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) KG.network.on(event, () => { over = null; tip.hidden = true; });
}
