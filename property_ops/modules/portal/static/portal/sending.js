"use strict";

// The entries that wait are sent in their order. What the office refuses steps aside with its reason; what it cannot
// take now holds back what follows of the same visit, and nothing else.
const AGAIN = 20000; // milliseconds between attempts while something waits
const MOST_FAILURES = 5; // attempts, the office being there, after which an entry steps aside
let sending = false;
let askedAgain = false;
let note = "";

async function send() {
  if (sending) {
    askedAgain = true;
    return;
  }
  sending = true;
  let stored = 0;
  try {
    if ((await waiting()).length) {
      await draw();
      const csrf = await greeted();
      if (csrf) stored = await sendAll(csrf);
    }
  } catch (error) {
    note = words.offline;
  } finally {
    sending = false;
  }
  await draw();
  if (stored) await refresh().catch(() => {});
  if (askedAgain) {
    askedAgain = false;
    await send();
  }
}

const waiting = async () => (await mine()).filter((entry) => entry.state === "waiting");

async function sendAll(csrf) {
  const held = new Set();
  let stored = 0;
  for (const entry of await waiting()) {
    if (held.has(entry.visit)) continue;
    const answer = await posted(entry, csrf);
    if (answer.state === "stored") {
      await remove(entry.key);
      stored += 1;
    } else if (answer.state === "refused") {
      await change(entry.key, { state: "refused", why: answer.sentence, failures: 0 });
    } else if (answer.state === "failed") {
      const failures = (entry.failures || 0) + 1;
      const aside = failures >= MOST_FAILURES ? { state: "refused", why: answer.sentence } : {};
      await change(entry.key, { failures: failures % MOST_FAILURES, ...aside });
      held.add(entry.visit);
    } else break;
  }
  return stored;
}

// The token for sending; nothing, and a note that says why, where this person is no longer logged in.
async function greeted() {
  const answer = await fetch(words.ready, { redirect: "manual", cache: "no-store" });
  const who = answer.ok ? await answer.json() : {};
  note = who.user === user ? "" : who.user ? words.another : words.loggedOut;
  return note ? "" : who.csrf;
}

// `stored`, `refused` or `failed` with a sentence; nothing where the office takes none at the moment.
async function posted(entry, csrf) {
  const body = new FormData();
  for (const name of ["key", "kind", "visit", "said_at"]) body.append(name, entry[name]);
  body.append("sent_at", new Date().toISOString()); // by which the office sees how far this clock is off
  body.append("content", JSON.stringify(entry.content));
  if (entry.photo) body.append("photo", new Blob([entry.photo]), "photo");
  const answer = await fetch(words.entries, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrf },
    redirect: "manual",
  });
  if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) return answer.json();
  if (answer.status === 413) return { state: "refused", sentence: words.tooLarge };
  note = answer.type === "opaqueredirect" ? words.loggedOut : words.trouble;
  const isBusy = answer.type === "opaqueredirect" || [429, 502, 503, 504].includes(answer.status);
  return isBusy ? {} : { state: "failed", sentence: words.failed.replace("0", answer.status) };
}

window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
setInterval(send, AGAIN);
