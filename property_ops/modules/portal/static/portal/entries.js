"use strict";

// What a crew enters waits in this browser until the office has it. Each entry has a key that is made here, so that
// sending it again stores it once.
const page = document.querySelector("main[data-user]");
const words = page.dataset;
const user = Number(words.user);

const base = new Promise((resolve, reject) => {
  const request = indexedDB.open("property-ops-phone", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "key" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function kept(mode, act) {
  const database = await base;
  return new Promise((resolve, reject) => {
    const change = database.transaction("entries", mode, { durability: "strict" });
    const request = act(change.objectStore("entries"));
    change.oncomplete = () => resolve(request.result);
    change.onabort = change.onerror = () => reject(change.error);
  });
}

const put = (entry) => kept("readwrite", (store) => store.put(entry));
const remove = (key) => kept("readwrite", (store) => store.delete(key));
const mine = async () =>
  (await kept("readonly", (store) => store.getAll()))
    .filter((entry) => entry.user === user)
    .sort((one, other) => one.order - other.order);

// Nothing where it is gone meanwhile: another tab of this phone may have sent it.
const change = (key, changes) =>
  kept("readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => request.result && store.put({ ...request.result, ...changes });
    return request;
  });

// Not crypto.randomUUID: that is missing where the office is reached without https.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
