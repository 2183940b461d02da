"use strict";

// Without a connection: the pages of today and tomorrow are kept, with their photos, and are gone after the log-out.
const MOST_KEPT = 300;
const dayAfter = (days) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};
const pageOf = (day) => new URL(`${words.home}?day=${day}`, window.location.href).href;

async function forgetPages() {
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.removeItem("property-ops-phone-user");
}

async function prepare() {
  if (!("serviceWorker" in navigator)) return;
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  if (localStorage.getItem("property-ops-phone-user") !== String(user)) {
    await forgetPages(); // of somebody else who used this phone
    localStorage.setItem("property-ops-phone-user", user);
  }
  await navigator.serviceWorker.register(words.worker);
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  }
  await turnToToday();
  await keepPages();
  page.dataset.prepared = "yes";
}

// Each page that is wanted is asked for with what it needs, and what it links to in turn; of the others nothing stays.
async function keepPages() {
  const wanted = new Set([window.location.href, pageOf(dayAfter(0)), pageOf(dayAfter(1)), new URL(words.home, window.location.href).href]);
  for (const address of wanted) {
    if (wanted.size > MOST_KEPT) break;
    for (const further of await linksOf(address)) wanted.add(further);
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (new URL(request.url).pathname.startsWith(words.home) && !wanted.has(request.url)) await cache.delete(request);
    }
  }
}

const asked = new Set(); // styles and scripts, which many pages share

async function linksOf(address) {
  const answer = await fetch(address);
  if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) return [];
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const needed = [...found.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")]
    .map((one) => new URL(one.getAttribute("href") || one.getAttribute("src"), address).href)
    .filter((one) => !asked.has(one) && asked.add(one));
  await Promise.allSettled(needed.map((one) => fetch(one)));
  const links = [...found.querySelectorAll("a[data-keep]")].map((one) => one.getAttribute("href"));
  const images = [...found.querySelectorAll("img[data-keep]")].map((one) => one.getAttribute("src"));
  return [...links, ...images].map((one) => new URL(one, address).href);
}

// The page of the day that was kept yesterday is yesterday's.
async function turnToToday() {
  const today = pageOf(dayAfter(0));
  if (!words.today || words.today === dayAfter(0)) return;
  try {
    await fetch(words.ready, { redirect: "manual", cache: "no-store" }); // the office's day counts
  } catch (error) {
    if (await caches.match(today, { ignoreVary: true })) window.location.replace(today);
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("leave" in form.dataset)) return;
  event.preventDefault();
  try {
    await fetch(words.ready, { redirect: "manual", cache: "no-store" });
  } catch (error) {
    window.alert(words.leaveOffline);
    return;
  }
  await send();
  const left = await mine();
  if (left.length && !window.confirm(words.leaveQuestion.replace("0", left.length))) return;
  for (const entry of left) await remove(entry.key);
  if ("serviceWorker" in navigator) {
    await forgetPages();
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  }
  form.submit();
});

draw().then(send).then(prepare).catch(() => {});
