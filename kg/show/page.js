// Draws NODES and EDGES, tells their evidence in the side panel, searches and filters. Text is never set as markup.
"use strict";

const $ = (id) => document.getElementById(id);
const nodes = new vis.DataSet(NODES);
const edges = new vis.DataSet(EDGES);
const touching = new Map(NODES.map((node) => [node.id, []]));
for (const edge of EDGES) {
  touching.get(edge.from).push(edge);
  touching.get(edge.to).push(edge);
}
const off = { role: new Set(), tone: new Set() }; // what the legend hides
let chosen = null; // id of the node whose surroundings stand out

// A name is drawn if it would be at least `from` pixels high, and never larger than MOST however near.
const MOST = { unit: 20, task: 13, plan: 17, document: 15, item: 14 };
const named = (from) => ({ scaling: { label: { drawThreshold: from } } });
const box = (from) => ({ shape: "box", margin: 5, shapeProperties: { borderRadius: 4 }, ...named(from) });
const options = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 120, selectConnectedEdges: false, hideEdgesOnDrag: EDGES.length > 4000 },
  nodes: { borderWidth: 1.2, borderWidthSelected: 3, labelHighlightBold: false },
  edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 0.5 },
  groups: {
    unit: { shape: "dot", ...named(7) },
    task: { shape: "square", size: 6, ...named(9) },
    plan: box(5),
    document: box(5),
    item: box(6),
  },
};
window.network = new vis.Network($("network"), { nodes, edges }, options);

// Colours come from the style sheet, so that light and dark, legend and network agree.
function paint() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name, other) => style.getPropertyValue(`--${name}`).trim() || (other && colour(other));
  const face = getComputedStyle(document.body).fontFamily;
  const scale = network.getScale();
  const near = chosen && new Set([chosen, ...touching.get(chosen).flatMap((edge) => [edge.from, edge.to])]);
  const hidden = new Set(NODES.filter((node) => off.tone.has(node.tone)).map((node) => node.id));
  nodes.update(NODES.map(({ x, y, ...node }) => { // all but the place, for vis forgets what is not said again
    const faint = near && !near.has(node.id);
    const background = colour(node.tone);
    const border = colour(`${node.tone}-line`, "line");
    const ink = faint ? colour("rule") : colour(`${node.tone}-ink`, "ink");
    const boxed = node.group !== "unit" && node.group !== "task";
    const size = Math.min(node.em || WORDS.fonts[node.group], MOST[node.group] / (boxed ? 1 : scale));
    return {
      ...node, hidden: hidden.has(node.id), opacity: faint ? 0.15 : 1,
      color: { background, border, highlight: { background, border }, hover: { background, border } },
      font: { size, face, color: ink, strokeWidth: boxed ? 0 : size / 7, strokeColor: colour("paper") },
    };
  }));
  edges.update(EDGES.map((edge) => {
    const faint = near && edge.from !== chosen && edge.to !== chosen;
    const line = colour(edge.role);
    return {
      ...edge, hidden: off.role.has(edge.role) || hidden.has(edge.from) || hidden.has(edge.to),
      color: { color: line, highlight: line, hover: line, opacity: faint ? 0.08 : near ? 1 : 0.75 },
    };
  }));
}

function add(parent, tag, text, cls) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (cls) made.className = cls;
  parent.append(made);
  return made;
}

const quote = (parent, sentence) => add(parent, "blockquote", sentence.trim());
const goTo = (parent, id) => {
  add(parent, "button", nodes.get(id).name).onclick = () => { tell(id); network.focus(id, { scale: 1.4 }); paint(); };
};

// The side panel: what the node is, what is missing, what the text says, and each relation with its sentences.
function tell(id) {
  chosen = id;
  $("panel").hidden = id === null;
  $("told").replaceChildren();
  paint();
  if (id === null) return network.unselectAll();
  network.selectNodes([id], false);
  const node = nodes.get(id), told = $("told");
  add(told, "p", WORDS.sorts[node.group], "sort");
  add(told, "h2", node.name);
  for (const line of node.lines) add(told, "p", line);
  for (const what of node.missing || []) add(told, "p", `⚠ ${what}`, "missing");
  for (const [role, name] of Object.entries(WORDS.roles)) {
    const found = touching.get(id).filter((edge) => edge.role === role);
    if (found.length) add(told, "h3", `${name} · ${found.length}`);
    const other = (edge) => nodes.get(edge.from === id ? edge.to : edge.from);
    if (node.group !== "task") found.sort((a, b) => other(a).name.localeCompare(other(b).name, "zh", { numeric: true }));
    found.forEach((edge, n) => { // one sentence of a task often names several units: quoted once, under the last
      goTo(told, other(edge).id);
      const again = node.group === "task" && String(edge.quotes) === String(found[n + 1]?.quotes);
      if (!again) edge.quotes.forEach((sentence) => quote(told, sentence));
    });
  }
  let head = null;
  for (const [fact, text, sentence] of node.facts || []) {
    if (fact !== head) add(told, "h3", head = fact);
    if (text !== sentence) add(told, "p", text, "fact");
    if (sentence) quote(told, sentence);
  }
  $("panel").scrollTop = 0;
}

function search() {
  const wanted = $("search").value.trim().toLowerCase();
  const found = NODES.filter((node) => wanted && node.name.toLowerCase().includes(wanted));
  const order = ["unit", "task", "plan", "item", "document"];
  const hits = found.sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group)).slice(0, 12);
  $("hits").replaceChildren();
  for (const hit of hits) goTo(add($("hits"), "li", ""), hit.id);
  if (wanted && !hits.length) add($("hits"), "li", "没有找到 nothing found");
}

$("search").addEventListener("input", search);
$("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") $("hits").querySelector("button")?.click();
});
for (const tick of document.querySelectorAll("#side input[type=checkbox]")) {
  tick.addEventListener("change", () => {
    const [[kind, name]] = Object.entries(tick.dataset);
    off[kind][tick.checked ? "delete" : "add"](name);
    paint();
  });
}
$("whole").onclick = () => { network.fit({ maxZoomLevel: 1.2 }); paint(); };
$("close").onclick = () => tell(null);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tell(null); });
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) tell(node);
  else if (edge !== undefined) tell(edges.get(edge).from);
  else tell(null);
});
let zooming = 0;
network.on("zoom", () => { clearTimeout(zooming); zooming = setTimeout(paint, 120); });
network.on("animationFinished", paint);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
network.fit({ maxZoomLevel: 1.2 });
paint();
