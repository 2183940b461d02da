"use strict";

// Crews' pages open without a connection: each is asked for anew, and answered from what was kept where nothing comes.
// A photo does not change: once kept, it is not asked for again. The page of a plate is never kept, so that a plate is
// scanned where it hangs; without a connection one page stands for all of them.
const KEPT = "property-ops-phone-3";
const PLATES = "/phone/plates/";
const PATIENCE = 8000; // milliseconds

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === self.location.origin && /^\/(phone|static)\//.test(url.pathname);
  if (ours && event.request.method === "GET" && url.pathname !== "/phone/ready/") {
    event.respondWith(answer(event.request, url));
  }
});

async function takeOver() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request, url) {
  const kept = await caches.open(KEPT);
  const known = await kept.match(request, { ignoreVary: true });
  if (known && url.pathname.startsWith("/phone/photos/")) return known;
  try {
    const fresh = await fetch(request, known ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    const isPlate = url.pathname.startsWith(PLATES) && url.pathname !== PLATES;
    if (fresh.ok && !fresh.redirected && !isPlate) await kept.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const page = known || (url.pathname.startsWith(PLATES) && (await kept.match(PLATES, { ignoreVary: true })));
    if (page) return page;
    throw error;
  }
}
