// What the page knows: nodes, edges, sentences and words of the one data block. KG is the page's only global name.
"use strict";
const KG = {};
{
  const { nodes, edges, words, more, title } = JSON.parse(document.getElementById("data").textContent);
  KG.nodes = nodes; // a node's id is its place here
  KG.edges = edges;
  KG.more = more;
  KG.title = title;
  KG.touching = nodes.map(() => []);
  KG.byIri = new Map(nodes.map((node) => [node.iri, node.id]));
  edges.forEach((edge, place) => {
    edge.id = place;
    KG.touching[edge.from].push(edge);
    KG.touching[edge.to].push(edge);
  });
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
