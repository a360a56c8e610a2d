// An exercise of the page: an editor with a start, a check in words, a hint.

import { button, drawOutput, element, offer, withCode } from "./dom.js";

export class Exercise {
  constructor(app, text) {
    Object.assign(this, { app, store: app.store, element: text, strip: text.querySelector(".strip") });
    this.number = Number(text.id.split("-").pop());
    this.name = `exercise ${this.number}`;
  }

  said(text, right = false) {
    this.workspace?.classList.toggle("right", right);
    (this.verdict ?? this.strip.querySelector(".said")).replaceChildren(...withCode(text));
  }

  // The answer that a reader began, or the start.
  async try() {
    await this.open();
    this.editor?.focus();
  }

  // Once, however often it is asked for before the editor is there.
  open() {
    this.opening ??= this.makeWorkspace().catch((error) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  async makeWorkspace() {
    this.said("Loading …");
    const page = location.pathname.slice(new URL(this.app.root).pathname.length).replace(/\/$/, "");
    this.task = await this.app.exercise(page.split("/").pop() || "index", this.number);
    const Editor = await this.app.editor();
    if (!this.element.isConnected) return; // the page was left meanwhile
    this.said("");
    this.output = element("pre", { className: "output", hidden: true }, element("samp"));
    this.hintText = element("p", { className: "hint", hidden: true }, ...withCode(this.task.hint));
    this.buttons = element("div", { className: "strip" });
    this.buttons.append(button("check", "Check"), button("hint", "Hint"), button("reset", "Start again"), button("stop", "Stop"));
    this.verdict = element("p", { className: "verdict" });
    const host = element("div", { className: "editor" });
    const text = this.store.edit(this.element.id)?.text ?? this.task.start;
    this.editor = new Editor(host, text, {
      label: `Exercise ${this.number}`,
      changed: () => this.store.keep(this.element.id, this.task.start, this.editor.text),
      run: () => this.check(),
      leave: () => this.buttons.querySelector("button:not([hidden])").focus(),
    });
    this.workspace = element("div", { className: "workspace" }, host, this.buttons, this.verdict, this.hintText, this.output);
    this.workspace.setAttribute("role", "group");
    this.workspace.setAttribute("aria-label", `Exercise ${this.number}: your answer`);
    this.element.after(this.workspace);
    // The second click of two would press what took the button's place: Stop.
    this.buttons.addEventListener("click", ({ target, detail }) => target.name && detail < 2 && this[target.name]());
    this.strip.querySelector("[name=try]").hidden = true;
    this.running(false);
  }

  running(now) {
    offer(this.buttons, { check: !now, hint: !now, reset: !now, stop: now });
    const stop = this.buttons.querySelector("[name=stop]");
    stop.textContent = this.app.python.ready ? "Stop" : "Cancel";
  }

  async check() {
    if (!this.editor) await this.try();
    await this.app.judge(this);
  }

  show(pieces, { error, line, right, verdict }) {
    const all = error === null ? pieces : [...pieces, ["error", error]];
    this.output.hidden = all.length === 0;
    drawOutput(this.output.querySelector("samp"), all);
    this.editor.mark(line);
    const text = verdict ?? (line ? `Python stopped at line ${line}.` : "Python stopped with an error.");
    this.said(text, Boolean(right));
    this.app.say(`Exercise ${this.number}: ${text.replaceAll("`", "")}`);
    if (right) {
      this.store.solve(this.element.id);
      this.element.classList.add("solved");
    }
  }

  hint() {
    this.hintText.hidden = !this.hintText.hidden;
    if (!this.hintText.hidden) this.app.say(this.hintText.textContent);
  }

  reset() {
    this.editor.text = this.task.start;
    this.output.hidden = true;
    this.said("");
    this.editor.focus();
  }

  stop() {
    this.app.stop();
  }

  async restore() {
    if (this.store.edit(this.element.id)) await this.open();
  }

  leave() {
    this.editor?.remove();
  }

  failed({ message }) {
    this.said(message);
    this.app.say(message);
  }
}
