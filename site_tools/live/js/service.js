// The service worker: it answers for the runtime's files alone, from what a page kept
// when it ran something. Everything else goes its way as if this file were not there.

import { KEPT } from "./files.js";

const LIVE = new URL("live/", self.location).href;
const MANIFEST = `${LIVE}manifest.json`;

self.addEventListener("install", (event) => {
  const others = { condition: { not: { urlPattern: `${LIVE}*` } }, source: "network" };
  // Where the browser can be told so, it does not even ask.
  if (event.addRoutes) event.waitUntil(event.addRoutes(others).catch(() => {}));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { url, method } = event.request;
  if (method !== "GET" || !url.startsWith(LIVE)) return;
  event.respondWith(url === MANIFEST ? newest(event.request) : kept(event.request));
});

// What is new is known to the network; without one, what was last known holds.
async function newest(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await caches.match(request.url, { cacheName: KEPT })) || Promise.reject(error);
  }
}

const kept = async (request) =>
  (await caches.match(request.url, { cacheName: KEPT })) || fetch(request);
