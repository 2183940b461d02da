"use strict";

// A form that changes something is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method.toLowerCase() !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (button && button.dataset.busy) {
    button.setAttribute("aria-busy", "true");
    button.lastChild.textContent = button.dataset.busy;
  }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
});

// A question before what cannot be taken back: <form data-confirm="…">.
document.addEventListener(
  "submit",
  (event) => {
    const question = (event.submitter && event.submitter.dataset.confirm) || event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  true,
);

// Where the menu is longer than the window, the page one is on is in sight.
const here = document.querySelector(".side-link.is-active");
if (here) here.scrollIntoView({ block: "nearest" });

// The way back to a list keeps what it was narrowed to, as long as this tab is open and the same person is here.
const narrowedKey = (path) => `narrowed ${path}`;
const keepNarrowed = () => {
  if (document.querySelector("#list")) sessionStorage.setItem(narrowedKey(location.pathname), location.search);
};
keepNarrowed();
document.addEventListener("htmx:pushedIntoHistory", keepNarrowed);
document.querySelectorAll(".crumbs a").forEach((link) => {
  const kept = sessionStorage.getItem(narrowedKey(link.pathname));
  const has = new URLSearchParams(kept || "");
  if (kept && [...new URLSearchParams(link.search)].every(([name, value]) => has.get(name) === value)) link.search = kept;
});
if (!document.querySelector(".desk")) sessionStorage.clear();

// "/" goes to the search box.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
  const box = document.querySelector(".list-search");
  if (box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

// Files chosen or dropped for an import are listed and read at once; they are refused before a long upload if they are too
// large. Nothing is stored before the preview is confirmed.
const upload = document.querySelector("form.upload");
if (upload) {
  const input = upload.querySelector("input[type=file]");
  const drop = upload.querySelector("[data-drop]");
  const list = upload.querySelector(".drop-files");
  const refusal = upload.querySelector("[role=alert]");
  const limit = Number(upload.dataset.maxMegabytes) * 1024 * 1024;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
  input.addEventListener("change", () => {
    const files = [...input.files];
    list?.replaceChildren(
      ...files.map((file) => {
        const item = document.createElement("li");
        const kilobytes = Math.ceil(file.size / 1024);
        item.textContent = `${file.name} (${kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`})`;
        return item;
      }),
    );
    if (list) list.hidden = !files.length;
    const tooLarge = files.reduce((sum, file) => sum + file.size, 0) > limit;
    refusal.textContent = tooLarge ? upload.dataset.tooLarge : "";
    refusal.hidden = !tooLarge;
    const button = upload.querySelector("[type=submit]");
    button.disabled = tooLarge;
    if (files.length && !tooLarge) upload.requestSubmit(button);
  });
}
