"use strict";

// Without a connection one page stands for every plate: which one was scanned is told by the address.
const scanned = document.querySelector("#scan");
const plateScanned = decodeURIComponent(window.location.pathname.split("/")[3] || "");
if (scanned && plateScanned) {
  scanned.elements.plate.value = plateScanned;
  scanned.hidden = false;
  document.querySelector("#no-plate").hidden = true;
}
