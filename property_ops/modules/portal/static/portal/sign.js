// A signature drawn with a finger: black on white, sent as a PNG with the form.
"use strict";

const board = document.getElementById("sign");
const pen = board.getContext("2d");
const field = document.querySelector("input[name=signature]");
let signing = false;
let signed = false;

function blank() {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, board.width, board.height);
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#10204a";
  signed = false;
  field.value = "";
}

function at(event) {
  const box = board.getBoundingClientRect();
  return [((event.clientX - box.left) * board.width) / box.width, ((event.clientY - box.top) * board.height) / box.height];
}

board.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  board.setPointerCapture(event.pointerId);
  signing = signed = true;
  pen.beginPath();
  pen.moveTo(...at(event));
  pen.lineTo(...at(event));
  pen.stroke();
});
board.addEventListener("pointermove", (event) => {
  if (!signing) return;
  pen.lineTo(...at(event));
  pen.stroke();
});
for (const name of ["pointerup", "pointercancel"]) board.addEventListener(name, () => { signing = false; });
document.getElementById("sign-again").addEventListener("click", blank);
document.getElementById("site-form").addEventListener("submit", () => {
  if (signed) field.value = board.toDataURL("image/png");
});
blank();
