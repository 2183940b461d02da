"use strict";

// Ctrl-K: the search over everything, as a box above the page. Without this script the form goes to its own page.
const finder = document.getElementById("finder");
if (finder && finder.showModal) {
  const text = finder.querySelector("#finder-text");
  const links = () => [...finder.querySelectorAll(".found-row")];
  const open = (typed = "") => {
    if (!finder.open) finder.showModal();
    if (typed) text.value = typed;
    text.focus();
    text.select();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  for (const box of document.querySelectorAll("[data-finder-opens]")) {
    box.addEventListener("click", () => open(box.value));
  }
  finder.addEventListener("click", (event) => {
    if (event.target === finder) finder.close();
  });
  finder.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [text, ...links()];
    const at = stops.indexOf(document.activeElement);
    stops[(Math.max(at, 0) + step + stops.length) % stops.length].focus();
  });
  // Enter opens the first, where what is shown was found by what is typed.
  finder.querySelector("form").addEventListener("submit", (event) => {
    const shown = finder.querySelector(".found");
    const [first] = links();
    if (first && shown.dataset.q === text.value.trim()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      first.click();
    }
  });
}
