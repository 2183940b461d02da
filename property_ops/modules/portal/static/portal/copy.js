// A button that copies what stands in a field. The clipboard is there on https only; an office's network may have none.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(field.value);
  else document.execCommand("copy");
});
