// What the person has chosen. KG.set changes it and has every part of the page shown anew.
{
  const parts = [];
  KG.FILTERS = ["place", "plan", "kind", "role", "basis", "due", "finding"];
  KG.start = () => ({
    lang: navigator.language.startsWith("zh") ? "zh" : "en",
    view: "graph",
    node: null, // id of the node in the panel
    steps: 1, // how far from it stands out
    mode: "fade", // or hide: what becomes of the rest
    with: null, // id of a second node
    how: "", // compare or path: what is asked of the two
    off: new Set(), // roles and tones that the legend hides
    open: new Set(), // plans whose tasks are drawn, in a large collection
    size: KG.more.measures[0] || "",
    place: "", plan: "", kind: "", role: "", basis: "", due: "", finding: "",
  });
  KG.state = KG.start();

  // Each part of the page gives a function that shows the state; they run in the order in which they came.
  KG.onState = (show) => parts.push(show);
  KG.set = (changes, told = {}) => {
    const before = KG.state;
    KG.state = { ...before, ...changes };
    KG.work();
    for (const show of parts) show(KG.state, before);
    if (!told.quiet) KG.remember(before);
  };
  KG.toggled = (set, value) => {
    const changed = new Set(set);
    if (!changed.delete(value)) changed.add(value);
    return changed;
  };
}
