// The corners of an area, tapped in a photo; in pixels of the photo, whatever size it is shown in, and how exactly.
"use strict";

const shown = document.getElementById("measured");
const drawing = shown.querySelector("svg");
const corners = document.querySelector("input[name=corners]");
const [wide, high] = [Number(shown.dataset.width), Number(shown.dataset.height)];
let tapped = [];
try {
  tapped = JSON.parse(corners.value || "[]");
} catch (error) {
  tapped = [];
}

function drawCorners() {
  corners.value = JSON.stringify(tapped);
  drawing.querySelector("polygon").setAttribute("points", tapped.map((one) => one.join(",")).join(" "));
  for (const one of drawing.querySelectorAll("circle")) one.remove();
  for (const [x, y] of tapped) {
    const spot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: wide / 120 })) spot.setAttribute(name, value);
    drawing.append(spot);
  }
}

// A finger hits within some 4 of its pixels, a mouse within 1; fewer of the photo's, the nearer somebody zooms in.
const [FINGER, MOUSE] = [4, 1];
const tap = document.querySelector("input[name=tap]");

shown.addEventListener("click", (event) => {
  const box = shown.getBoundingClientRect();
  const zoom = window.visualViewport ? window.visualViewport.scale : 1;
  const off = ((event.pointerType === "touch" ? FINGER : MOUSE) * wide) / box.width / zoom;
  tap.value = Math.min(Math.max(off, Number(tap.value) || 0), 400).toFixed(1);
  const x = Math.round(((event.clientX - box.left) / box.width) * wide * 10) / 10;
  const y = Math.round(((event.clientY - box.top) / box.height) * high * 10) / 10;
  tapped.push([Math.min(Math.max(x, 0), wide), Math.min(Math.max(y, 0), high)]);
  drawCorners();
});
document.getElementById("undo-corner").addEventListener("click", () => {
  tapped.pop();
  drawCorners();
});
drawCorners();
