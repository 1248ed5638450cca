// The buttons of the frame, and the first showing.
{
  const views = document.querySelectorAll("[data-view]");
  for (const button of views) button.addEventListener("click", () => KG.set({ view: button.dataset.view }));
  KG.onState(({ view }, before) => {
    for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    for (const id of ["graph", "corner", "png", "svg"]) KG.$(id).hidden = view !== "graph";
    if (KG.started && view === "graph" && before.view !== "graph") KG.whole();
    if (view !== "graph") KG.$("tip").hidden = true;
  });
  KG.$("language").addEventListener("click", () => {
    KG.languageChosen = true;
    KG.set({ lang: KG.state.lang === "zh" ? "en" : "zh" });
  });
  KG.$("menu").addEventListener("click", () => KG.$("menu").setAttribute("aria-expanded", String(KG.$("side").classList.toggle("open"))));
  KG.$("back").addEventListener("click", () => history.back());
  KG.$("forward").addEventListener("click", () => history.forward());
  KG.$("whole").addEventListener("click", () => KG.whole());
  KG.$("move").addEventListener("click", () => {
    const moving = KG.network.physics.physicsEnabled;
    KG.network.setOptions({ physics: { enabled: !moving } });
    KG.$("move").dataset.word = moving ? "move" : "still";
    KG.$("move").textContent = KG.say(KG.$("move").dataset.word);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, select, textarea");
    if (event.key === "Escape") KG.asking ? KG.stopAsking() : KG.leave();
    else if (event.key === "/" && !typing) (KG.$("search").focus(), event.preventDefault());
  });
  const below = () => document.documentElement.style.setProperty("--top", `${document.querySelector("header").offsetHeight}px`);
  new ResizeObserver(below).observe(document.querySelector("header"));
  KG.set(KG.read(), { quiet: true });
  KG.started = true; // from here on all that changes is painted at once
  if (KG.state.view === "graph") KG.whole();
  const chosen = KG.state.node !== null && KG.state.mode !== "hide" && KG.drawn.nodes.has(KG.state.node);
  if (chosen && KG.state.view === "graph") KG.fly(KG.state.node);
  if (KG.state.node === null && !matchMedia("(pointer: coarse)").matches) KG.$("search").focus(); // no keyboard over a phone's drawing
}
