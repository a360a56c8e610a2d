// All that runs on a page: one session of Python, the snippets, the exercises, the
// figures. The page's own script (docs/assets/live.js) calls it when it is wanted.

import css from "./app.css";
import { Exercise } from "./exercise.js";
import { Python, keepFiles, keeps } from "./python.js";
import { Snippet } from "./snippet.js";
import { Store } from "./store.js";

export class App {
  // `script` fetches one of those that not every reader needs, by its name.
  constructor(root, base, manifest, script) {
    Object.assign(this, { root, base, manifest, script });
    this.python = new Python(base, manifest, keeps());
    this.python.listeners.add((event) => this.hear(event));
    // Not a <style>: the policy of the page refuses one. A browser too old for this one
    // is too old for Python, and is told so when something is to run.
    if (document.adoptedStyleSheets) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    }
    this.enter();
  }

  // A page was entered, also by instant navigation: its session is empty, and what was
  // typed here before is shown again.
  enter() {
    const article = document.querySelector("article");
    if (article === this.article) return; // the page came before these scripts did
    this.article = article;
    if (this.busy) this.python.stop();
    for (const part of this.parts?.values() ?? []) part.leave();
    this.store = new Store(location.pathname);
    const blocks = [...document.querySelectorAll("[id^=snippet-]")];
    this.snippets = blocks.map((block, index) => new Snippet(this, block, index));
    this.exercises = [...document.querySelectorAll(".exercise")].map((text) => new Exercise(this, text));
    this.parts = new Map([...this.snippets, ...this.exercises].map((part) => [part.element, part]));
    this.done = undefined; // the snippets that the session has seen; undefined: not begun
    document.querySelector(".announced")?.remove();
    this.announced = document.createElement("div");
    this.announced.className = "announced";
    this.announced.setAttribute("role", "status");
    document.body.append(this.announced);
    for (const part of this.parts.values()) {
      part.restore().catch(() => part.said("What you typed here is kept, but the editor could not be loaded."));
    }
  }

  act(element, action) {
    return this.parts.get(element)[action]();
  }

  async editor() {
    return (await this.script("editor.js")).Editor;
  }

  async exercise(page, number) {
    this.pages ??= fetch(this.base + this.manifest["exercises.json"].at).then((found) => {
      if (!found.ok) throw new Error(`status ${found.status}`);
      return found.json();
    });
    try {
      return (await this.pages)[page]?.[number];
    } catch (error) {
      this.pages = undefined;
      throw error;
    }
  }

  async play(figure) {
    const { attach } = await this.script("play.js");
    return attach(figure, this);
  }

  say(text) {
    this.announced.textContent = text;
  }

  hear({ type, loaded, total }) {
    if (type === "gone") this.done = undefined;
    if (type === "progress") {
      const said = `Loading Python: ${megabytes(loaded)} of ${megabytes(total)} MB`;
      this.busy?.said(said);
      this.figure?.(said);
    }
    if (type === "ready") {
      this.busy?.running(true);
      this.busy?.said("Running …");
      if (this.python.keep) keepFiles(this.root, this.base, this.manifest);
    }
  }

  // Run the first `count` snippets for `part`, as on paper: what has run stands, unless
  // it was edited since; if more has run, all begins anew. Resolves to whether it went well.
  async bring(count, part, { anew = false } = {}) {
    return this.alone(part, async () => {
      const seen = this.snippets.slice(0, this.done);
      const stale = this.done > count || seen.some(({ source, ranAs }) => source !== ranAs);
      if (anew || stale || this.done === undefined) {
        await this.python.call("begin", {});
        this.done = 0;
      }
      while (this.done < count) {
        const snippet = this.snippets[this.done];
        const { error } = await snippet.execute();
        if (error !== null) {
          this.done = undefined;
          if (snippet !== part) part.said(`Snippet ${snippet.number} above stopped with an error.`);
          return false;
        }
        this.done = snippet.index + 1;
      }
      return true;
    });
  }

  // Judge an answer where the page's own code above it has run, whatever was edited.
  async judge(exercise) {
    const before = ({ element }) => element.compareDocumentPosition(exercise.element) & Node.DOCUMENT_POSITION_FOLLOWING;
    const above = this.snippets.filter(before).map((one) => one.printed);
    const pieces = [];
    return this.alone(exercise, async () => {
      const task = { above, source: exercise.editor.text, label: exercise.name, check: exercise.task.check };
      const hear = ({ stream, text }) => pieces.push([stream, text]);
      exercise.show(pieces, await this.python.call("check", task, hear));
    });
  }

  // One part at a time; what goes wrong is said where it was asked for.
  async alone(part, work) {
    if (this.busy === part) return false;
    if (this.busy) {
      part.said("Something else is running on this page. Wait for it, or stop it there.");
      return false;
    }
    this.begin(part);
    try {
      return await work();
    } catch (error) {
      this.done = undefined;
      if (part.element.isConnected) part.failed(error); // else its page was left
      return false;
    } finally {
      this.finish(part);
    }
  }

  begin(part) {
    this.busy = part;
    document.documentElement.classList.add("running");
    part.running(true);
    part.said(this.python.ready ? "Running …" : "Loading Python …");
  }

  finish(part) {
    this.busy = undefined;
    document.documentElement.classList.remove("running");
    part.running(false);
  }

  stop() {
    this.python.stop();
  }
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
