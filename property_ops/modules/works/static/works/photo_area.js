// The corners of an area, tapped in a photo; in pixels of the photo, whatever size it is shown in.
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

shown.addEventListener("click", (event) => {
  const box = shown.getBoundingClientRect();
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
