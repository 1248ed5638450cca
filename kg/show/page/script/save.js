// To take away: a picture of the drawing, and a table of what passes the filters.
{
  const offer = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  // A cell that a spreadsheet would take for a formula gets an apostrophe in front, as in the tables of a build.
  const cell = (value) => {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // A row for each sentence of each role; a task that no unit shown has gets one row too.
  KG.rows = () => {
    const rows = [];
    for (const task of KG.nodes) {
      if (task.group !== "task" || !KG.kept.nodes.has(task.id)) continue;
      const plan = KG.plan(task), number = task.number ?? "";
      const about = (role, unit, basis, quote, start, where) => [plan?.name ?? "", number, task.title ?? task.name, role, unit, basis, task.due ?? "", quote ?? "", plan?.file ?? "", where ?? "", start ?? "", start === undefined || start === null ? "" : KG.ends(start, quote)];
      const edges = KG.touching[task.id].filter((edge) => edge.role !== "derivation" && KG.kept.edges.has(edge));
      if (!edges.length) rows.push(about("", "", "", "", undefined));
      for (const edge of edges) {
        const said = edge.said.length ? KG.said(edge) : [[]];
        for (const sentence of said) rows.push(about(edge.role, KG.nodes[edge.to].name, KG.list(edge, "basis").join(" "), ...sentence));
      }
    }
    return rows;
  };
  KG.csv = () => `\ufeff${[KG.say("csv-head").split(","), ...KG.rows()].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  KG.$("csv").addEventListener("click", async () => {
    await KG.tell([], KG.edges);
    offer(new Blob([KG.csv()], { type: "text/csv;charset=utf-8" }), "graph.csv");
  });
  KG.$("svg").addEventListener("click", () => offer(new Blob([KG.svg()], { type: "image/svg+xml" }), "graph.svg"));
  KG.$("png").addEventListener("click", () => {
    const drawn = KG.$("graph").querySelector("canvas"), copy = document.createElement("canvas");
    [copy.width, copy.height] = [drawn.width, drawn.height];
    const pen = copy.getContext("2d");
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(drawn, 0, 0);
    copy.toBlob((blob) => offer(blob, "graph.png"));
  });
}
