// Similar questions while one is being written: the same list that the button brings, fetched when the typing rests.
const box = document.querySelector("[data-similar]");
const form = box.closest("form");
const { title, text, topic, place } = form.elements;
const REST = 700; // milliseconds without a key
const FEW = 10; // letters of a title that say something
const SENT = ["csrfmiddlewaretoken", "title", "text", "topic", "place", "place-code"];
let timer, running;

function typed() {
  const all = new FormData(form);
  return new URLSearchParams(SENT.map((name) => [name, all.get(name) ?? ""]));
}

async function look() {
  running?.abort();
  if (title.value.trim().length < FEW) return box.replaceChildren();
  running = new AbortController();
  const asked = { method: "POST", body: typed(), signal: running.signal };
  const answer = await fetch(box.dataset.similar, asked).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // the button still brings them
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (found.textContent.trim() !== box.textContent.trim()) box.replaceChildren(...found.childNodes);
}

for (const part of [title, text, topic, place]) {
  part.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, REST);
  });
}
