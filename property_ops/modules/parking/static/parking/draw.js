"use strict";

// The drawing board of a parking lot: clicks become coordinates in the boxes beside it, and what is typed there is drawn.
// The boxes are the truth; without this script the lot is typed.
const board = document.getElementById("lot-canvas");
if (board) {
  const SNAP = 0.5;
  const SVG = "http://www.w3.org/2000/svg";
  const boxes = {};
  for (const name of ["outline", "entrances", "fire_lane", "obstacles"]) boxes[name] = document.getElementById(`id_${name}`);
  const laneWidth = document.getElementById("id_fire_lane_width");
  const where = document.getElementById("lot-where");
  let tool = "outline";
  let clear = ""; // behind the diameter of what only stays clear
  let view = { left: -5, bottom: -5, width: 80 };

  const rowsOf = (name) =>
    boxes[name].value
      .split(/[\n;；]+/)
      .map((line) => line.replace(/[,，\s]*[栓回]\s*$/, "").split(/[,，\s]+/).filter(Boolean).map(Number))
      .filter((row) => row.length > 1 && row.every(Number.isFinite));
  const ratio = () => (board.clientHeight || 1) / (board.clientWidth || 1);
  const height = () => view.width * ratio();
  const perPixel = () => view.width / (board.clientWidth || 1);
  const flip = ([x, y]) => [x, -y];

  const add = (name, attributes, text) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    board.append(element);
    return element;
  };

  const drawGrid = () => {
    const [left, right] = [Math.floor(view.left), Math.ceil(view.left + view.width)];
    const [bottom, top] = [Math.floor(view.bottom), Math.ceil(view.bottom + height())];
    const step = view.width > 160 ? 10 : view.width > 90 ? 5 : 1;
    const size = 12 * perPixel();
    for (let x = Math.ceil(left / step) * step; x <= right; x += step) {
      add("line", { class: x % 10 ? "grid" : "grid-ten", x1: x, x2: x, y1: -bottom, y2: -top });
      if (x % 10 === 0) add("text", { class: "grid-text", x: x + size / 4, y: -view.bottom - size / 3, "font-size": size }, String(x));
    }
    for (let y = Math.ceil(bottom / step) * step; y <= top; y += step) {
      add("line", { class: y % 10 ? "grid" : "grid-ten", x1: left, x2: right, y1: -y, y2: -y });
      if (y % 10 === 0) add("text", { class: "grid-text", x: view.left + size / 4, y: -y - size / 4, "font-size": size }, String(y));
    }
  };

  // The point of the outline's edges nearest to a place, with the edge's direction.
  const onOutline = ([x, y]) => {
    const corners = rowsOf("outline");
    let best = null;
    corners.forEach(([ax, ay], index) => {
      const [bx, by] = corners[(index + 1) % corners.length];
      const [dx, dy] = [bx - ax, by - ay];
      const length = Math.hypot(dx, dy);
      if (!length) return;
      const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length ** 2));
      const at = [ax + share * dx, ay + share * dy];
      const away = Math.hypot(x - at[0], y - at[1]);
      if (!best || away < best.away) best = { at, away, along: [dx / length, dy / length] };
    });
    return best;
  };

  const draw = () => {
    board.replaceChildren();
    board.setAttribute("viewBox", `${view.left} ${-view.bottom - height()} ${view.width} ${height()}`);
    drawGrid();
    const outline = rowsOf("outline");
    const points = (rows) => rows.map((row) => flip(row).join(",")).join(" ");
    if (outline.length) add("polygon", { class: "drawn-outline", points: points(outline) });
    const lane = rowsOf("fire_lane");
    if (lane.length) add("polyline", { class: "drawn-fire_lane", points: points(lane), "stroke-width": Number(laneWidth.value) || 4 });
    for (const [x, y, diameter] of rowsOf("obstacles")) {
      add("circle", { class: "drawn-obstacles", cx: x, cy: -y, r: (diameter || 1) / 2 });
    }
    for (const [x, y, width] of rowsOf("entrances")) {
      const near = onOutline([x, y]);
      const [dx, dy] = near ? near.along : [1, 0];
      const half = (width || 6) / 2;
      add("line", { class: "drawn-entrances", x1: x - dx * half, y1: -(y - dy * half), x2: x + dx * half, y2: -(y + dy * half) });
    }
    for (const [x, y] of tool === "fire_lane" ? lane : outline) add("circle", { class: "drawn-corner", cx: x, cy: -y, r: 4 * perPixel() });
  };

  const fit = () => {
    const all = [...rowsOf("outline"), ...rowsOf("fire_lane")];
    if (all.length < 3) return;
    const xs = all.map(([x]) => x);
    const ys = all.map(([, y]) => y);
    const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    view.width = Math.max(right - left, (top - bottom) / ratio(), 10) * 1.15;
    view.left = (left + right - view.width) / 2;
    view.bottom = (bottom + top - height()) / 2;
  };

  const placeOf = (event) => {
    const box = board.getBoundingClientRect();
    const x = view.left + ((event.clientX - box.left) / box.width) * view.width;
    const y = view.bottom + ((box.bottom - event.clientY) / box.height) * height();
    return [x, y];
  };
  const snapped = (place) => place.map((value) => Math.round(value / SNAP) * SNAP);
  const written = (value) => String(Math.round(value * 100) / 100);

  board.addEventListener("click", (event) => {
    let row = snapped(placeOf(event));
    if (tool === "entrances") {
      const near = onOutline(row);
      if (!near) return;
      row = near.at;
    }
    const size = document.querySelector(`[data-size=${tool}]`);
    if (size) row = [...row, Number(size.value)];
    const box = boxes[tool];
    const line = [...row.map(written), ...(clear && tool === "obstacles" ? [clear] : [])].join(",");
    box.value = [...box.value.split("\n").filter((one) => one.trim()), line].join("\n");
    draw();
  });
  board.addEventListener("pointermove", (event) => {
    where.textContent = snapped(placeOf(event)).map(written).join(", ");
  });

  for (const button of document.querySelectorAll("[data-tool]")) {
    button.addEventListener("click", () => {
      tool = button.dataset.tool;
      clear = button.dataset.clear || "";
      const size = document.querySelector(`[data-size=${tool}]`);
      if (size && tool === "obstacles") size.value = button.dataset.usual || "1";
      for (const other of document.querySelectorAll("[data-tool]")) other.classList.toggle("is-on", other === button);
      for (const label of document.querySelectorAll("[data-for]")) label.hidden = label.dataset.for !== tool;
      draw();
    });
  }
  const zoom = (factor) => {
    const [middleX, middleY] = [view.left + view.width / 2, view.bottom + height() / 2];
    view.width = Math.min(1000, Math.max(10, view.width * factor));
    view.left = middleX - view.width / 2;
    view.bottom = middleY - height() / 2;
  };
  const acts = {
    undo: () => {
      boxes[tool].value = boxes[tool].value.split("\n").filter((line) => line.trim()).slice(0, -1).join("\n");
    },
    closer: () => zoom(0.8),
    farther: () => zoom(1.25),
  };
  for (const button of document.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => {
      acts[button.dataset.act]();
      draw();
    });
  }
  for (const box of [...Object.values(boxes), laneWidth]) {
    box.addEventListener("input", () => {
      fit();
      draw();
    });
  }
  window.addEventListener("resize", draw);
  fit();
  draw();
}
