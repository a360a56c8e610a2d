// Python in a worker: it loads Pyodide, NumPy and this site's own code, then answers
// calls, one after another. A call may not end; then the page ends the worker.

import { fetchFile, FileError } from "./files.js";

const PACKAGES = ["numpy.zip", "ours.zip"];
const SITE_PACKAGES = "/lib/python3.11/site-packages";
const FILES = [
  "pyodide.js",
  "pyodide.asm.js.pack",
  "pyodide.asm.wasm.pack",
  "python_stdlib.zip",
  ...PACKAGES,
];

let bridge;

async function start({ base, manifest, keep }) {
  let loaded = 0;
  const total = FILES.reduce((sum, name) => sum + manifest[name].bytes, 0);
  const count = (bytes) => {
    loaded += bytes;
    postMessage({ type: "progress", loaded, total });
  };
  const files = Object.fromEntries(
    await Promise.all(
      FILES.map(async (name) => [name, await fetchFile(base, manifest[name], name, count, keep)]),
    ),
  );
  const pyodide = await boot(files);
  for (const name of PACKAGES) {
    pyodide.unpackArchive(files[name], "zip", { extractDir: SITE_PACKAGES });
  }
  const { Bridge } = pyodide.pyimport("live.bridge");
  pyodide.runPython("import numpy, attention"); // not in the time of the first run
  bridge = Bridge((stream, text) => postMessage({ type: "output", stream, text }));
  const lock = `python ${crypto.randomUUID?.() ?? Math.random()}`;
  await new Promise((held) => {
    if (!navigator.locks) held();
    // For as long as this lives; a browser that keeps nothing refuses locks, too.
    navigator.locks?.request(lock, () => new Promise(held)).catch(held);
  });
  postMessage({ type: "ready", lock });
}

// Pyodide asks for its parts by address; it gets those that have come, and no other.
async function boot(files) {
  const unpacked = {
    "pyodide.asm.wasm": () => [unpack(files["pyodide.asm.wasm.pack"]), "application/wasm"],
    "python_stdlib.zip": () => [files["python_stdlib.zip"], "application/zip"],
    "pyodide-lock.json": () => [LOCK, "application/json"],
  };
  self.fetch = async (address) => {
    const name = new URL(address, self.location).pathname.split("/").pop();
    const [body, kind] = unpacked[name]();
    return new Response(body, { headers: { "Content-Type": kind } });
  };
  await run(files["pyodide.js"]);
  await run(await new Response(unpack(files["pyodide.asm.js.pack"])).arrayBuffer());
  const pyodide = await loadPyodide({ indexURL: new URL(".", self.location).href });
  // For a large temporary array NumPy asks the system who called it. 0 says "unknown",
  // which it takes; Pyodide has no such function, which would be a crash.
  pyodide._module.mergeLibSymbols({ backtrace: () => 0 }, "main");
  return pyodide;
}

// No package comes from elsewhere.
const LOCK = JSON.stringify({
  info: { arch: "wasm32", platform: "emscripten_3_1_46", python: "3.11.3", version: "0.25.1" },
  packages: {},
});

const unpack = (packed) =>
  new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));

async function run(script) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  importScripts(address);
  URL.revokeObjectURL(address);
}

self.onmessage = async ({ data }) => {
  try {
    if (data.type === "start") await start(data);
    else {
      const result = bridge.call(data.name, JSON.stringify(data.payload));
      postMessage({ type: "result", result: JSON.parse(result) });
    }
  } catch (error) {
    const kind = error instanceof FileError ? "file" : data.type === "start" ? "start" : "call";
    postMessage({ type: "failed", kind, reason: String(error.message || error) });
  }
};
