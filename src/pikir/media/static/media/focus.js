// Where to look in a picture, chosen by a tap on it. Without this the two numbers do.
const WIDTH = 640;

function setUp(box) {
  const form = box.closest("form");
  const [x, y] = ["focus_x", "focus_y"].map((name) => form.elements[name]);
  const canvas = box.querySelector("canvas");
  let picture;

  function draw() {
    const pen = canvas.getContext("2d");
    const [left, top] = [x, y].map((input, edge) => ((Number(input.value) || 0) / 100) * (edge ? canvas.height : canvas.width));
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const [colour, width] of [["#fff", 6], ["#0b3c5d", 3]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(left, top, 18, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  async function show(source) {
    try {
      picture = await createImageBitmap(source);
    } catch {
      box.hidden = true; // a kind that this browser cannot draw; the square may
      return;
    }
    canvas.width = WIDTH;
    canvas.height = Math.round((WIDTH * picture.height) / picture.width);
    box.hidden = false;
    draw();
  }

  canvas.addEventListener("click", (event) => {
    const frame = canvas.getBoundingClientRect();
    x.value = Math.round(((event.clientX - frame.left) / frame.width) * 100);
    y.value = Math.round(((event.clientY - frame.top) / frame.height) * 100);
    draw();
  });
  for (const input of [x, y]) input.addEventListener("input", () => picture && draw());
  form.elements.picture.addEventListener("change", (event) => event.target.files[0] && show(event.target.files[0]));
  if (box.dataset.picture) fetch(box.dataset.picture).then((answer) => answer.blob()).then(show, () => {});
}

document.querySelectorAll("[data-focus]").forEach(setUp);
