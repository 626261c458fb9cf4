// Parts of a picture to paint over, drawn on the picture itself; the boxes of the form hold them, with or without this.
const canvas = document.querySelector(".canvas");
const rows = [...document.querySelectorAll(".area")].map((row) => [...row.querySelectorAll("input")]);
const SMALLEST = 1; // percent: below that it was a click
let begun = null;

function numbers(row) {
  return row.map((input) => parseFloat(input.value.replace(",", ".")));
}

function fill(row, values) {
  row.forEach((input, side) => { input.value = values === null ? "" : String(Math.round(values[side] * 10) / 10); });
}

function place(box, [left, top, width, height]) {
  Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
}

function draw() {
  canvas.querySelectorAll(".part").forEach((part) => part.remove());
  rows.forEach((row, number) => {
    const values = numbers(row);
    if (values.some(Number.isNaN)) return;
    const part = document.createElement("span");
    part.className = "part";
    part.textContent = String(number + 1);
    place(part, values);
    canvas.append(part);
  });
}

function at(event) {
  const box = canvas.getBoundingClientRect();
  const share = (value, length) => Math.min(Math.max((100 * value) / length, 0), 100);
  return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
}

function between([x1, y1], [x2, y2]) {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
}

function take(values) {
  const row = rows.find((one) => one.every((input) => input.value === ""));
  if (!row) return;
  fill(row, values);
  document.querySelector("[name=measure][value=mask]").checked = true;
}

function clear([x, y]) {
  const hit = rows.findLast((row) => {
    const [left, top, width, height] = numbers(row);
    return x >= left && x <= left + width && y >= top && y <= top + height;
  });
  if (hit) fill(hit, null);
}

function start(event) {
  if (event.button) return;
  event.preventDefault();
  canvas.setPointerCapture(event.pointerId);
  const part = document.createElement("span");
  part.className = "part new";
  canvas.append(part);
  begun = { point: at(event), part };
}

function move(event) {
  if (begun) place(begun.part, between(begun.point, at(event)));
}

function end(event) {
  if (!begun) return;
  const values = between(begun.point, at(event));
  const point = begun.point;
  begun.part.remove();
  begun = null;
  if (event.type === "pointerup") {
    if (Math.min(values[2], values[3]) >= SMALLEST) take(values);
    else clear(point);
  }
  draw();
}

if (canvas && rows.length) {
  canvas.classList.add("drawable");
  document.querySelector(".by-hand").hidden = false;
  canvas.addEventListener("pointerdown", start);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  rows.flat().forEach((input) => input.addEventListener("input", draw));
  draw();
}
