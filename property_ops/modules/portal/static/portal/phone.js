"use strict";

// Entering: what is filed is kept at once, then sent.
let taking = 0; // photos on their way from the camera into the browser's store

async function enter(form, content, summary, photo) {
  const now = new Date();
  try {
    await put({
      key: newKey(), user, kind: form.dataset.entry, visit: words.visit, content, photo,
      label: [form.dataset.label, summary].filter(Boolean).join(" "),
      said_at: now.toISOString(), order: now.getTime() + performance.now() / 1e6, state: "waiting",
    });
  } catch (error) {
    window.alert(words.notKept);
    return false;
  }
  return true;
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

// A refused entry goes back into the fields it came from; filed again, it takes the place of the refused one.
function fill(form, entry) {
  for (const [first, value] of Object.entries(entry.content)) {
    const fields = value instanceof Object ? Object.entries(value).map(([second, text]) => [`${first}.${second}`, text]) : [[first, value]];
    for (const [name, text] of fields) if (form.elements[name]) form.elements[name].value = text;
  }
  form.dataset.replaces = entry.key;
  form.querySelector("input:not([type=hidden])").focus();
}

// More than a tenth above what is planned: asked about, as the office's forms do.
const isUnusual = (form) =>
  [...form.querySelectorAll("input[data-usual-most]")].some(
    (field) => Number(field.value.normalize("NFKC")) > Number(field.dataset.usualMost) * 1.1,
  );

const formOf = (entry) =>
  ["quantities", "hours", "material"].includes(entry.kind) && document.querySelector(`form[data-entry="${entry.kind}"]`);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.entry) return;
  event.preventDefault();
  form.pressed = event.submitter;
  const question = event.submitter && event.submitter.dataset.confirm;
  if (question && !window.confirm(question)) return;
  if (isUnusual(form) && !window.confirm(form.dataset.unusual)) return;
  if (!(await enter(form, contentOf(form), summaryOf(form)))) return;
  if (form.dataset.replaces) await remove(form.dataset.replaces);
  delete form.dataset.replaces;
  if (form.dataset.clear) form.reset();
  await draw();
  send();
});

document.addEventListener("change", async (event) => {
  const form = event.target.form;
  if (event.target.type !== "file" || !form || !form.dataset.entry) return;
  const files = [...event.target.files];
  event.target.value = "";
  taking += files.length;
  await draw();
  const most = Number(words.maxMegabytes) * 1024 * 1024;
  for (const file of files) {
    try {
      if (file.size > most) window.alert(words.tooLarge);
      else await enter(form, contentOf(form), "", await file.arrayBuffer());
    } catch (error) {
      window.alert(words.notKept);
    }
    taking -= 1;
  }
  await draw();
  send();
});

window.addEventListener("beforeunload", (event) => taking && event.preventDefault());

document.addEventListener("click", async (event) => {
  const { again, edit, discard } = event.target.dataset;
  if (again) {
    await change(again, { state: "waiting", why: "" });
    send();
  } else if (edit) {
    const entry = (await mine()).find((one) => one.key === edit);
    if (entry) fill(formOf(entry), entry);
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
  bar.className = `bar ${refused ? "bar-refused" : waiting || taking ? "bar-waiting" : "bar-sent"}`;
  bar.textContent = [
    taking && words.taking,
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
  for (const button of buttons.children) button.dataset[button.name] = entry.key;
  buttons.querySelector("[name=edit]").hidden = !formOf(entry);
  const image = item.querySelector("img");
  if (entry.photo) {
    image.src = URL.createObjectURL(new Blob([entry.photo]));
    image.onload = () => URL.revokeObjectURL(image.src);
  } else image.remove();
  return item;
}

// What the office knows is shown anew. Such a part holds no field: what is being typed or photographed stays. A part
// with fields is `data-live="gone"`: it only goes, once the office has it no more.
async function refresh() {
  const answer = await fetch(window.location.href, { redirect: "manual" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!fresh.querySelector("main[data-user]")) return;
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = fresh.getElementById(part.id);
    if (part.dataset.live === "gone") now || part.remove();
    else if (now && !part.isEqualNode(now)) part.replaceWith(document.adoptNode(now));
  }
}
