// The beginning of what can be run: what a reader presses loads the rest, from live/.
(() => {
  const root = new URL("../", document.currentScript.src).href;
  let app;
  let there = false;
  let tries = 0;

  // The part of the page that runs: a snippet, an exercise, a figure.
  const PARTS = "[id^=snippet-], .exercise";
  const page = () => location.pathname;

  function load() {
    app ??= start().catch((error) => {
      app = undefined;
      throw error;
    });
    return app;
  }

  async function start() {
    const base = `${root}live/`;
    const found = await fetch(`${base}manifest.json`, { cache: "no-cache" });
    if (!found.ok) throw new Error(`status ${found.status}`);
    const manifest = await found.json();
    const script = (name) => fetchScript(base + manifest[name].at);
    const { App } = await script("app.js");
    const made = new App(root, base, manifest, script);
    there = true;
    return made;
  }

  // Firefox remembers that a script did not come, and asks no more for that address; for
  // the same one with another ending, it does.
  async function fetchScript(address) {
    try {
      return await import(address);
    } catch {
      return import(`${address}#${++tries}`);
    }
  }

  async function press(part, action) {
    const said = part.querySelector(".said");
    said.removeAttribute("role");
    try {
      if (!there) said.textContent = "Loading …";
      await (await load()).act(part, action);
    } catch (error) {
      said.setAttribute("role", "alert");
      said.textContent = `This could not be loaded (${error.message}). Try again, or reload the page.`;
    }
  }

  document.addEventListener("click", ({ target, detail }) => {
    const pressed = target.closest?.(".strip button");
    const part = pressed?.closest(PARTS);
    // The second click of two would press what took the button's place: Stop.
    if (part && detail < 2) press(part, pressed.name);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const part = event.target.closest?.(PARTS);
    if (!part) return;
    event.preventDefault();
    press(part, part.matches(".exercise") ? "check" : "run");
  });
  for (const kind of ["pointerover", "focusin", "input"]) {
    document.addEventListener(kind, async ({ target }) => {
      const figure = target.closest?.("[data-play]:not([data-live])");
      if (!figure) return;
      figure.dataset.live = "";
      try {
        await (await load()).play(figure);
      } catch (error) {
        const said = `This could not be loaded (${error.message}). Touch it again to try again.`;
        figure.querySelector(".play-status").textContent = said;
        // As it was: the next touch tries again.
        delete figure.dataset.live;
      }
    });
  }

  // What was typed here before is shown again; what was solved is marked.
  function remember() {
    let kept = [];
    try {
      kept = Object.keys(localStorage).filter((key) => key.startsWith(`edit ${page()}#`));
      const solved = JSON.parse(localStorage.getItem(`solved ${page()}`) || "[]");
      for (const id of solved) document.getElementById(id)?.classList.add("solved");
    } catch {
      // Nothing can be kept here, so nothing was.
    }
    if (kept.length) load().catch(() => {});
  }

  document$.subscribe(() => {
    app?.then((it) => it.enter(), () => {});
    for (const form of document.querySelectorAll("[data-play] form")) {
      for (const control of form.elements) control.disabled = false;
    }
    remember();
  });
})();
