// What the documents say: facts of each node, sentences of the edges. Of a large collection they stand in the page
// deflated, in runs that are opened when they are asked for.
{
  const bytes = (text) => Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const inflated = (text) => new Response(new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("deflate"))).json();

  const list = (name) => {
    const runs = [...document.querySelectorAll(`script[data-list="${name}"]`)].map((written) => ({ written, first: Number(written.dataset.first), entries: null }));
    const run = (place) => runs.findLast(({ first }) => first <= place);
    const open = async (one, text) => { one.entries = await inflated(text); };
    for (const one of runs) {
      const entries = runs.length > 1 ? null : JSON.parse(one.written.textContent);
      if (Array.isArray(entries)) one.entries = entries;
    }
    return {
      at: (place) => { const { first, entries } = run(place); return entries[place - first]; },
      // What must be opened before all these places can be read; nothing if they can be already.
      lacking: (places) => [...new Set(places.map(run))].filter((one) => !one.entries).map((one) => one.opened ??= open(one, JSON.parse(one.written.textContent))),
    };
  };
  const facts = list("facts"), sentences = list("sentences");
  KG.facts = (id) => facts.at(id) ?? []; // of a section, which is a node of the page alone, nothing
  KG.said = (edge) => edge.said.map(sentences.at);
  // A promise that all that is said of some nodes and on some edges can be read; null if it can be already.
  KG.tell = (ids, edges) => {
    const opened = [...facts.lacking(ids), ...sentences.lacking(edges.flatMap(({ said }) => said))];
    return opened.length ? Promise.all(opened) : null;
  };
}
