// A snippet of the page: its strip of buttons, its editor, and what it prints.

import { button, drawOutput, drawPicture, element, offer } from "./dom.js";

const PATIENCE = 300; // milliseconds between two looks at what was printed so far

export class Snippet {
  constructor(app, block, index) {
    Object.assign(this, { app, store: app.store, element: block, index, number: index + 1 });
    this.pre = block.querySelector("pre");
    this.prompted = block.matches(".language-pycon");
    const code = block.querySelector("code").textContent;
    // Prompts are taken off where the copy button is prepared.
    this.original = (this.prompted ? block.dataset.copy : code).trimEnd();
    const next = block.nextElementSibling;
    this.output = next?.matches("pre.output") ? next : undefined;
    this.shown = this.prompted ? answers(code) : (this.output?.textContent ?? "");
    this.strip = block.querySelector(".strip");
    this.kept = this.store.edit(block.id);
  }

  get source() {
    return this.editor?.text ?? this.kept?.text ?? this.original;
  }

  // What an exercise below it builds on.
  get printed() {
    return { source: this.original, label: `snippet ${this.number}`, prompted: this.prompted };
  }

  get edited() {
    return this.source !== this.original;
  }

  said(text) {
    this.strip.querySelector(".said").textContent = text;
  }

  // The buttons that are of use: while it runs, one; else those that do something.
  running(now) {
    this.addButtons();
    const { index, editor } = this;
    const astray = editor || this.astray;
    offer(this.strip, { stop: now, run: !now, edit: !now && !editor, reset: !now && astray, above: !now && index });
    this.strip.querySelector("[name=stop]").textContent = this.app.python.ready ? "Stop" : "Cancel";
  }

  addButtons() {
    if (this.strip.querySelector("[name=stop]")) return;
    const said = this.strip.querySelector(".said");
    said.before(button("above", "Run all above"), button("reset", "Reset"), button("stop", "Stop"));
    const link = element("a", { href: `#${this.element.id}`, className: "place" }, `#${this.number}`);
    link.setAttribute("aria-label", `Link to snippet ${this.number}`);
    said.after(link);
    this.element.classList.add("used");
  }

  // It runs again even if it was the last to run: then all begins anew.
  async run() {
    await this.app.bring(this.index + 1, this, { anew: this.app.done === this.index + 1 });
  }

  async above() {
    if (await this.app.bring(this.index, this, { anew: true })) {
      this.said(this.index === 1 ? "The snippet above has run." : `All ${this.index} snippets above have run.`);
    }
  }

  stop() {
    this.app.stop();
  }

  async edit() {
    this.said("");
    this.kept = this.store.edit(this.element.id); // another tab may have typed since
    await this.open();
    this.editor?.focus();
  }

  // Once, however often it is asked for before the editor is there.
  open() {
    this.opening ??= this.makeEditor().catch((error) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  async makeEditor() {
    const Editor = await this.app.editor();
    if (!this.element.isConnected) return; // the page was left meanwhile
    const host = element("div", { className: "editor" });
    this.editor = new Editor(host, this.source, {
      label: `Snippet ${this.number}`,
      changed: () => this.changed(),
      run: () => this.run(),
      leave: () => this.strip.querySelector("button:not([hidden])").focus(),
    });
    this.pre.hidden = true;
    this.pre.after(host);
    const copy = this.pre.querySelector(".md-code__nav");
    if (copy) this.element.append(copy); // it copies what is in the editor
    this.element.dataset.copy = this.source;
    const busy = this.app.busy === this;
    this.running(busy);
    if (!this.kept || busy) return; // what it does is told already
    if (this.kept.of === this.original) this.said("Your edit. Reset brings back the page's snippet.");
    else this.said("Your edit of what stood here before the page changed. Reset brings back the page's snippet.");
  }

  changed() {
    this.element.dataset.copy = this.source;
    this.store.keep(this.element.id, this.original, this.source);
  }

  async restore() {
    if (this.kept) await this.open();
  }

  leave() {
    this.editor?.remove();
  }

  reset() {
    this.store.keep(this.element.id, this.original, this.original);
    this.editor?.remove();
    this.editor = this.opening = this.kept = this.astray = undefined;
    this.pre.hidden = false;
    const copy = this.element.querySelector(":scope > .md-code__nav");
    if (copy) this.pre.prepend(copy);
    this.element.dataset.copy = this.original;
    this.clear();
    if (this.made) {
      this.output.remove();
      this.output = this.made = undefined;
    } else if (this.output) {
      delete this.output.dataset.now;
      this.output.querySelector("samp").textContent = this.shown;
    }
    this.running(false);
    this.said("As on the page again.");
    this.strip.querySelector("[name=run]").focus();
  }

  // Take away what the last run left around the output.
  clear() {
    this.after?.forEach((node) => node.remove());
    this.after = [];
    this.editor?.mark(null);
  }

  // Run it in the session as it is, and show what comes of it.
  async execute() {
    const pieces = [];
    // What takes long is shown as it comes, once in a while.
    const timer = setInterval(() => pieces.length > this.drawn && this.show(pieces), PATIENCE);
    const hear = ({ stream, text }) => pieces.push([stream, text]);
    this.drawn = 0;
    const { source, shown, prompted } = this;
    this.ranAs = source;
    this.astray = true;
    try {
      const result = await this.app.python.call("run", { source, label: `snippet ${this.number}`, shown, prompted }, hear);
      if (result.error !== null) pieces.push(["error", result.error]);
      this.show(pieces);
      this.conclude(pieces, result);
      return result;
    } catch (error) {
      this.show(pieces);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  show(pieces) {
    this.clear();
    this.drawn = pieces.length;
    if (!this.output && pieces.length) {
      this.output = element("pre", { className: "output", tabIndex: 0 }, element("samp"));
      this.output.setAttribute("role", "group");
      this.output.setAttribute("aria-label", "Output");
      this.element.after(this.output);
      this.made = true;
    }
    if (!this.output) return;
    drawOutput(this.output.querySelector("samp"), pieces);
    this.output.dataset.now = "";
  }

  conclude(pieces, result) {
    if (result.picture) this.after.push(drawPicture(result.picture));
    if (result.agrees === "other" && this.shown && !this.prompted) {
      const was = element("pre", { tabIndex: 0 }, this.shown);
      this.after.push(element("details", { className: "was" }, element("summary", {}, "What the page shows"), was));
    }
    (this.output ?? this.element).after(...this.after);
    this.editor?.mark(result.line);
    this.astray = result.error !== null || result.agrees === "other";
    if (this.app.busy !== this) this.running(false); // one below it was asked for
    const text = this.verdict(result);
    this.said(text);
    const printed = pieces.map(([, piece]) => piece).join("").slice(0, 500);
    this.app.say(`Snippet ${this.number}: ${text} ${printed}`);
  }

  verdict({ error, line, agrees, milliseconds }) {
    if (error !== null) return line ? `Stopped at line ${line}.` : "Stopped with an error.";
    const time = milliseconds < 1 ? "less than 1 ms" : `${Math.round(milliseconds)} ms`;
    if (!this.shown && agrees === "equal") return `Ran in ${time}; prints nothing.`;
    if (agrees === "equal") return `Prints what the page shows. ${time}`;
    if (agrees === "near") return `Prints what the page shows, but for a last digit. ${time}`;
    if (this.edited || !this.shown) return `Ran in ${time}.`;
    return `Does not print what the page shows. ${time}`;
  }

  failed({ message }) {
    this.said(message);
    this.app.say(message);
  }
}

// What a block with prompts shows as printed.
function answers(code) {
  return code
    .split("\n")
    .filter((line) => line && !/^(>>>|\.\.\.)( |$)/.test(line))
    .join("\n");
}
