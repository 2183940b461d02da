"use strict";

// What a crew enters waits in this browser until the office has it. Each entry has a key that is made here, so that
// sending it again stores it once.
const page = document.querySelector("main[data-user]");
const words = page.dataset;
const user = Number(words.user);
const AGAIN = 20000; // milliseconds between attempts while something waits
let sending = false;
let askedAgain = false;
let note = "";

// --- the entries kept in the browser ---------------------------------------------------------------------------------

const base = new Promise((resolve, reject) => {
  const request = indexedDB.open("property-ops-phone", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "key" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function kept(mode, act) {
  const database = await base;
  return new Promise((resolve, reject) => {
    const change = database.transaction("entries", mode);
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

// Not crypto.randomUUID: that is missing where the office is reached without https.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// --- sending ---------------------------------------------------------------------------------------------------------

async function send() {
  if (sending) {
    askedAgain = true;
    return;
  }
  sending = true;
  let stored = 0;
  try {
    const waiting = (await mine()).filter((entry) => entry.state === "waiting");
    if (waiting.length) {
      await draw();
      const csrf = await greeted();
      for (const entry of csrf ? waiting : []) {
        const answer = await posted(entry, csrf);
        if (answer.state === "stored") await remove(entry.key);
        else if (answer.state === "refused") await put({ ...entry, state: "refused", why: answer.sentence });
        else break;
        stored += answer.state === "stored";
      }
    }
  } catch (error) {
    note = words.offline;
  } finally {
    sending = false;
  }
  await draw();
  if (stored) await refresh();
  if (askedAgain) {
    askedAgain = false;
    await send();
  }
}

// The token for sending; nothing, and a note that says why, where this person is no longer logged in.
async function greeted() {
  const answer = await fetch(words.ready, { redirect: "manual", cache: "no-store" });
  const who = answer.ok ? await answer.json() : {};
  note = who.user === user ? "" : who.user ? words.another : words.loggedOut;
  return note ? "" : who.csrf;
}

async function posted(entry, csrf) {
  const body = new FormData();
  for (const name of ["key", "kind", "visit", "said_at"]) body.append(name, entry[name]);
  body.append("content", JSON.stringify(entry.content));
  if (entry.photo) body.append("photo", new Blob([entry.photo]), "photo");
  const answer = await fetch(words.entries, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrf },
    redirect: "manual",
  });
  const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
  if (!isOurs) note = words.trouble;
  return isOurs ? answer.json() : {};
}

// --- entering --------------------------------------------------------------------------------------------------------

async function enter(form, content, summary, photo) {
  const now = new Date();
  await put({
    key: newKey(), user, kind: form.dataset.entry, visit: words.visit, content, photo,
    label: [form.dataset.label, summary].filter(Boolean).join(" "),
    said_at: now.toISOString(), order: now.getTime() + performance.now() / 1e6, state: "waiting",
  });
}

// Fields named `done.1` become {done: {1: …}}.
function contentOf(form) {
  const content = {};
  const data = new FormData(form);
  if (form.pressed && form.pressed.name) data.append(form.pressed.name, form.pressed.value);
  for (const [name, value] of data) {
    if (typeof value !== "string") continue;
    const [first, second] = name.split(".");
    if (second) content[first] = { ...content[first], [second]: value };
    else content[first] = value;
  }
  return content;
}

function summaryOf(form) {
  const fields = [...form.querySelectorAll("input[data-unit], select[data-unit]")].filter((field) => field.value);
  return fields
    .map((field) => `${field.tagName === "SELECT" ? field.selectedOptions[0].text : field.value}${field.dataset.unit}`)
    .join("，");
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.entry) return;
  event.preventDefault();
  form.pressed = event.submitter;
  const question = event.submitter && event.submitter.dataset.confirm;
  if (question && !window.confirm(question)) return;
  await enter(form, contentOf(form), summaryOf(form));
  if (form.dataset.clear) form.reset();
  await draw();
  send();
});

document.addEventListener("change", async (event) => {
  const form = event.target.form;
  if (event.target.type !== "file" || !form || !form.dataset.entry) return;
  const files = [...event.target.files];
  event.target.value = "";
  const most = Number(words.maxMegabytes) * 1024 * 1024;
  for (const file of files) {
    if (file.size > most) window.alert(words.tooLarge);
    else await enter(form, contentOf(form), "", await file.arrayBuffer());
  }
  await draw();
  send();
});

document.addEventListener("click", async (event) => {
  const { again, discard } = event.target.dataset;
  if (again) {
    const entry = (await mine()).find((one) => one.key === again);
    if (entry) await put({ ...entry, state: "waiting", why: "" });
    send();
  } else if (discard && window.confirm(words.discardQuestion)) {
    await remove(discard);
    await draw();
  }
});

// --- showing ---------------------------------------------------------------------------------------------------------

async function draw() {
  const entries = await mine();
  const waiting = entries.filter((entry) => entry.state === "waiting").length;
  const refused = entries.length - waiting;
  const bar = document.querySelector("#bar");
  bar.className = `bar ${refused ? "bar-refused" : waiting ? "bar-waiting" : "bar-sent"}`;
  bar.textContent = [
    waiting && words.waiting.replace("0", waiting),
    refused && words.refused.replace("0", refused),
    waiting && (sending ? words.sending : note),
  ].filter(Boolean).join(" · ") || words.sent;
  for (const link of document.querySelectorAll("a[data-visit]")) {
    const count = entries.filter((entry) => entry.visit === link.dataset.visit).length;
    link.querySelector(".waiting-count").textContent = count ? words.waiting.replace("0", count) : "";
  }
  const list = document.querySelector("#waiting");
  if (list) list.replaceChildren(...entries.filter((entry) => entry.visit === words.visit).map(row));
}

function row(entry) {
  const item = document.querySelector("#entry").content.firstElementChild.cloneNode(true);
  item.classList.add(`entry-${entry.state}`);
  item.querySelector(".entry-label").textContent = entry.label;
  item.querySelector(".entry-time").textContent = new Date(entry.said_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  item.querySelector(".entry-state").textContent = entry.state === "refused" ? entry.why : words.pending;
  const buttons = item.querySelector(".entry-buttons");
  buttons.hidden = entry.state !== "refused";
  buttons.children[0].dataset.again = buttons.children[1].dataset.discard = entry.key;
  const image = item.querySelector("img");
  if (entry.photo) {
    image.src = URL.createObjectURL(new Blob([entry.photo]));
    image.onload = () => URL.revokeObjectURL(image.src);
  } else image.remove();
  return item;
}

// What the office knows is shown anew; what is being typed stays.
async function refresh() {
  const answer = await fetch(window.location.href, { redirect: "manual" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = fresh.getElementById(part.id);
    if (now) part.replaceWith(document.adoptNode(now));
  }
}

// --- without a connection --------------------------------------------------------------------------------------------

// Pages of the day are kept for later; those of somebody else who used this phone are thrown away first.
async function prepare() {
  if (!("serviceWorker" in navigator)) return;
  if (localStorage.getItem("property-ops-phone-user") !== String(user)) {
    for (const name of await caches.keys()) await caches.delete(name);
    localStorage.setItem("property-ops-phone-user", user);
  }
  await navigator.serviceWorker.register(words.worker);
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  }
  const needed = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], a[data-keep]")];
  await Promise.allSettled([window.location.href, ...needed.map((one) => one.href || one.src)].map((url) => fetch(url)));
  page.dataset.prepared = "yes";
}

window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
setInterval(send, AGAIN);
draw().then(send).then(prepare).catch(() => {});
