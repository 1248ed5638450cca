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
  KG.network.on("hoverEdge", ({ edge, pointer: { DOM } }) => {
    const { from, to, role, said = [] } = KG.edges[edge] ?? KG.drawn.edges.find((line) => line.id === edge);
    tip.replaceChildren();
    KG.add(tip, "b", `${KG.nodes[from].name} – ${KG.say(role)} – ${KG.nodes[to].name}`);
    for (const place of said) {
      const [quote, start] = KG.more.sentences[place];
      KG.add(tip, "blockquote", quote.length > LONGEST ? `${quote.slice(0, LONGEST)}…` : quote);
      KG.add(tip, "div", KG.where(quote, start, KG.plan(KG.nodes[from])), "where");
    }
    show(DOM);
  });
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) KG.network.on(event, () => { tip.hidden = true; });
}
