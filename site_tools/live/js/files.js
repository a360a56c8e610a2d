// The files of the runtime: fetched once, compared with what the manifest says of them,
// and kept, so that they are there when the network is not.

export const KEPT = "attention-live";

export class FileError extends Error {}

// Return a file's bytes; `count` is told of each piece as it comes.
export async function fetchFile(base, { at, bytes, sha256 }, name, count, keep) {
  const address = base + at;
  const kept = keep && (await fromKept(address, sha256));
  if (kept) {
    count(bytes);
    return kept;
  }
  const response = await ask(address, name);
  const body = await collect(response, bytes, name, count);
  if (crypto.subtle && (await digest(body)) !== sha256) throw new FileError(`${name} arrived damaged`);
  if (keep) await put(address, body, response.headers.get("Content-Type"));
  return body;
}

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(address, name) {
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new FileError(`${name} did not arrive`);
  }
  if (!response.ok) throw new FileError(`${name} did not arrive (status ${response.status})`);
  return response;
}

async function collect(response, bytes, name, count) {
  const body = new Uint8Array(bytes);
  let length = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length <= bytes) body.set(value, length);
      length += value.length;
      count(value.length);
    }
  } catch {
    throw new FileError(`${name} stopped arriving after ${said(length)} of ${said(bytes)} bytes`);
  }
  if (length !== bytes) {
    throw new FileError(`${name} arrived with ${said(length)} bytes, not ${said(bytes)}`);
  }
  return body.buffer;
}

const said = (number) => number.toLocaleString("en");

// A browser may refuse to keep anything: then each visit asks the network. What it kept
// and spoiled is thrown away, or it would be there for ever.
async function fromKept(address, sha256) {
  try {
    const cache = await caches.open(KEPT);
    const body = await (await cache.match(address))?.arrayBuffer();
    if (body && (await digest(body)) === sha256) return body;
    await cache.delete(address);
    return undefined;
  } catch {
    return undefined;
  }
}

async function put(address, body, type) {
  try {
    const headers = { "Content-Type": type || "application/octet-stream" };
    await (await caches.open(KEPT)).put(address, new Response(body, { headers }));
  } catch {
    // It was of use now, though it is not kept.
  }
}
