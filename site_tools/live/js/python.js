// Python, as the page sees it: started when first needed, called, stopped, started anew.

import { KEPT } from "./files.js";

const ANEW = "Python begins anew, without the names of this page: Run and Check first run what stands above.";
const STOPPED = `Stopped. ${ANEW}`;
const CANCELLED = "Loading was cancelled. Run and Check begin it again.";

export class Python {
  constructor(base, manifest, keep) {
    Object.assign(this, { base, manifest, keep });
    this.listeners = new Set(); // told of progress, of readiness and of an end
    this.queue = Promise.resolve();
  }

  // Resolves when Python is there; a FileError or a sentence says why it is not.
  start() {
    this.started ??= new Promise((resolve, reject) => {
      if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
        throw new Error("This browser cannot run Python: it has no WebAssembly.");
      }
      if (typeof DecompressionStream !== "function") {
        throw new Error("This browser cannot run Python: it is too old to unpack it.");
      }
      this.worker = new Worker(this.base + this.manifest["worker.js"].at);
      this.end = (error) => {
        this.forget();
        reject(error);
        this.fail?.(error);
      };
      this.worker.onmessage = ({ data }) => this.hear(data, resolve);
      // Python's own end, as when its memory cannot grow any more.
      this.worker.onerror = (event) => {
        event.preventDefault();
        this.end(new Error(event.message || "The worker that runs Python could not be loaded. Is the network there? If it is, reload the page: the site may be new."));
      };
      this.worker.postMessage({
        type: "start",
        base: this.base,
        manifest: this.manifest,
        keep: this.keep,
      });
    }).catch((error) => {
      this.forget();
      throw error;
    });
    return this.started;
  }

  hear(data, resolve) {
    if (data.type === "progress") this.tell(data);
    else if (data.type === "ready") {
      this.ready = true;
      this.watch(data.lock);
      this.tell(data);
      resolve();
    } else if (data.type === "output") this.onOutput?.(data);
    else if (data.type === "result") this.succeed?.(data.result);
    else if (data.kind === "file") {
      this.end(new Error(`Python could not be loaded: ${data.reason}. Is there a network? Try again.`));
    } else if (data.kind === "start") this.end(new Error(`Python did not start: ${data.reason.trim().split("\n").pop()}`));
    else this.end(new Error(`Python broke down: ${data.reason.trim().split("\n").pop()}. ${ANEW}`));
  }

  // Call Python, after the calls before; `onOutput` hears what is printed meanwhile.
  call(name, payload, onOutput) {
    const { stopped } = this;
    const answer = this.queue.then(async () => {
      if (stopped !== this.stopped) throw this.stopped; // while it waited for its turn
      await this.start();
      const { worker } = this;
      return new Promise((resolve, reject) => {
        this.succeed = resolve;
        this.fail = reject;
        this.onOutput = onOutput;
        worker.postMessage({ type: "call", name, payload });
      }).finally(() => {
        this.succeed = this.fail = this.onOutput = undefined;
      });
    });
    this.queue = answer.catch(() => {});
    return answer;
  }

  // A worker that the browser ends says nothing. But it holds a lock as long as it lives:
  // whoever gets the lock knows that it is gone.
  watch(lock) {
    const { end } = this;
    const gone = () => {
      if (end === this.end) end(new Error(`Python ended without a word. ${ANEW}`));
    };
    navigator.locks?.request(lock, gone).catch(() => {}); // a browser may refuse locks
  }

  // End what runs, whatever it does; a new worker starts at once, with no names.
  stop() {
    const wasReady = this.ready;
    this.stopped = new Error(wasReady ? STOPPED : CANCELLED);
    this.end?.(this.stopped);
    if (wasReady) this.start().catch(() => {});
  }

  forget() {
    this.worker?.terminate();
    this.worker = this.started = this.end = undefined;
    this.ready = false;
    this.tell({ type: "gone" });
  }

  tell(event) {
    for (const listener of this.listeners) listener(event);
  }
}

// Let the runtime work without a network. Not on the machine that serves the site to
// itself: what stays in the browser would answer for whatever is served there next.
export function keeps() {
  return isSecureContext && !/^((.+\.)?localhost|127\..*|\[::1\])$/.test(location.hostname);
}

const SCRIPTS = ["app.js", "editor.js", "play.js", "worker.js", "exercises.json"];

export async function keepFiles(root, base, manifest) {
  try {
    await navigator.serviceWorker.register(`${root}service.js`, { scope: root });
    const cache = await caches.open(KEPT);
    for (const name of SCRIPTS) {
      const address = base + manifest[name].at;
      if (!(await cache.match(address))) await cache.add(address);
    }
    // Only now, so that a page of an old version, whose files are gone, spoils nothing.
    await cache.put(`${base}manifest.json`, new Response(JSON.stringify(manifest)));
    const current = new Set([`${base}manifest.json`, ...Object.values(manifest).map(({ at }) => base + at)]);
    for (const request of await cache.keys()) {
      if (request.url.startsWith(base) && !current.has(request.url)) await cache.delete(request);
    }
  } catch {
    // Private windows and full disks: Python runs all the same, with a network.
  }
}
