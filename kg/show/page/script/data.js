// What the page knows: nodes, edges and words of the data block. KG is the page's only global name.
"use strict";
const KG = {};
{
  const { nodes: sorts, edges: relations, words, more, title } = JSON.parse(document.getElementById("data").textContent);
  // Rows of the columns that packed.py writes; what is null is not said.
  const rows = (columns, make) => {
    const names = Object.keys(columns), [first] = names;
    const made = Array.from(columns[first]?.places ?? columns[first] ?? [], make);
    for (const name of names) {
      const { different, places = columns[name] } = columns[name];
      for (let row = 0; row < places.length; row++) {
        const value = different ? different[places[row]] : places[row];
        if (value !== null) made[row][name] = value;
      }
    }
    return made;
  };
  const nodes = [];
  for (const [group, columns] of Object.entries(sorts)) {
    for (const node of rows(columns, () => ({ id: 0, group }))) {
      node.name ??= [node.number, node.title].filter(Boolean).join(" ");
      nodes[node.id] = node;
    }
  }
  const edges = rows(relations, (_, id) => ({ id, from: 0, to: 0 }));
  KG.nodes = nodes; // a node's id is its place here
  KG.edges = edges;
  KG.more = more;
  KG.title = title;
  KG.touching = nodes.map(() => []);
  KG.byIri = new Map(nodes.map((node) => [node.iri, node.id]));
  for (const edge of edges) {
    KG.touching[edge.from].push(edge);
    KG.touching[edge.to].push(edge);
  }
  KG.other = (edge, id) => (edge.from === id ? edge.to : edge.from);
  KG.plan = (node) => nodes[node.plan];
  KG.place = (node) => node.place || KG.plan(node)?.place || "";
  KG.list = (node, name) => node[name] || [];
  KG.isTask = (id) => nodes[id].group === "task";
  KG.ends = (start, quote) => start + [...quote].length; // offsets count characters, not UTF-16 units

  // A word of words.json in the language chosen, {0} and {1} filled in; a key without an entry is said as it is.
  KG.say = (key, ...with_) => {
    const said = words[key]?.[KG.state.lang === "en" ? 1 : 0] ?? key;
    return said.replace(/\{(\d)\}/g, (_, place) => number(with_[place]));
  };
  const number = (value) => (typeof value === "number" ? value.toLocaleString("en") : value);
  KG.says = (key) => key in words;
  KG.compare = new Intl.Collator("zh", { numeric: true }).compare;
}
