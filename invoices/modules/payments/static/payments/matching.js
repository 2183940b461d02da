"use strict";

// Receipts are matched by keyboard: arrows choose the receipt, digits the candidate, Enter confirms, s defers, u undoes.
const links = () => [...document.querySelectorAll(".matching-one")];

function move(step) {
  const all = links();
  const at = all.findIndex((link) => link.getAttribute("aria-current") === "true");
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next && next !== all[at]) next.click();
}

function choose(number) {
  const radio = document.querySelector(`#match-form [data-number="${number}"]`);
  if (radio) {
    radio.checked = true;
    radio.focus();
  }
}

function confirmMatch() {
  const form = document.getElementById("match-form");
  if (form && form.querySelector("[name=account]:checked")) form.requestSubmit();
}

function keepInSight() {
  const current = document.querySelector('.matching-one[aria-current="true"]');
  if (current) current.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: confirmMatch,
  s: () => document.getElementById("defer-note")?.focus(),
  u: () => document.querySelector("[data-key=u]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=radio]), textarea, select");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  if (event.key === "Enter" && event.target.closest("a, button")) return;
  const act = /^[1-9]$/.test(event.key) ? () => choose(event.key) : KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.addEventListener("htmx:afterSettle", keepInSight);
keepInSight();
