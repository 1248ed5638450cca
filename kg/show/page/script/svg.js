// The drawing as SVG, in the colours and with the names that it has now: shapes and text, to be edited and printed large.
{
  const NS = "http://www.w3.org/2000/svg", AIR = 20;
  const add = (parent, tag, said, text = "") => {
    const made = document.createElementNS(NS, tag);
    for (const [key, value] of Object.entries(said)) made.setAttribute(key, value);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  const line = (parent, { from, to, width, dashes, color }) => {
    const [a, b] = [from, to].map((id) => KG.network.getPosition(id));
    const made = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: color.color, "stroke-width": width, "stroke-opacity": color.opacity };
    if (dashes) made["stroke-dasharray"] = dashes.join(" ");
    add(parent, "line", made);
  };
  // Shape by shape as vis-network draws them: a size is half a side, or a radius.
  const node = (parent, { id, group, shape, size = 6, label, color, font, opacity, shapeProperties }) => {
    const { x, y } = KG.network.getPosition(id), { left, top, right, bottom } = KG.network.getBoundingBox(id);
    const made = { fill: color.background, stroke: color.border, "stroke-width": 1.2, opacity };
    if (shapeProperties?.borderDashes) made["stroke-dasharray"] = shapeProperties.borderDashes.join(" ");
    const boxed = group !== "unit" && group !== "task";
    if (boxed) add(parent, "rect", { x: left, y: top, width: right - left, height: bottom - top, rx: 4, ...made });
    else if (group === "unit") add(parent, "circle", { cx: x, cy: y, r: size, ...made });
    else if (shape === "diamond") add(parent, "path", { d: `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`, ...made });
    else add(parent, "rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...made });
    if (!label.trim()) return;
    const rows = label.split("\n"), high = font.size;
    const first = boxed ? y + high * (0.35 - (rows.length - 1) / 2) : y + size + high; // the first row's baseline
    const said = { fill: font.color, "font-size": high, stroke: font.strokeColor, "stroke-width": font.strokeWidth, "paint-order": "stroke" };
    rows.forEach((row, place) => add(parent, "text", { x, y: first + place * high, ...said }, row));
  };

  KG.svg = () => {
    const dots = KG.dots.get(), boxes = dots.map(({ id }) => KG.network.getBoundingBox(id));
    const least = (side) => boxes.reduce((least, box) => Math.min(least, box[side]), Infinity) - AIR;
    const most = (side) => boxes.reduce((most, box) => Math.max(most, box[side]), -Infinity) + AIR;
    const [x, y] = dots.length ? [least("left"), least("top")] : [0, 0];
    const [width, height] = dots.length ? [most("right") - x, most("bottom") - y] : [0, 0];
    const drawing = document.createElementNS(NS, "svg"), { fontFamily, backgroundColor } = getComputedStyle(document.body);
    for (const [key, value] of Object.entries({ viewBox: [x, y, width, height].join(" "), width, height, "font-family": fontFamily, "text-anchor": "middle" })) drawing.setAttribute(key, value);
    add(drawing, "title", {}, KG.title);
    add(drawing, "rect", { x, y, width, height, fill: backgroundColor });
    for (const one of KG.lines.get()) if (!one.hidden) line(drawing, one);
    for (const one of dots) node(drawing, one);
    return new XMLSerializer().serializeToString(drawing);
  };
}
