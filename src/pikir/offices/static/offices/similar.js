// Similar questions while one is being written: the same list that the button brings, fetched when the typing rests.
const box = document.querySelector("[data-similar]");
const { title, text, topic, place } = box.closest("form").elements;
const REST = 700; // milliseconds without a key
const FEW = 10; // letters of a title that say something
const MANY = 300; // letters of the text that are compared
let timer, running;

function asked() {
  const code = box.closest("form").elements["place-code"];
  const typed = { title: title.value.trim(), text: text.value.slice(0, MANY), topic: topic.value, place: place.value };
  return new URLSearchParams({ ...typed, "place-code": code?.value ?? "" });
}

async function look() {
  running?.abort();
  if (title.value.trim().length < FEW) return box.replaceChildren();
  running = new AbortController();
  const answer = await fetch(`${box.dataset.similar}?${asked()}`, { signal: running.signal }).catch(() => null);
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
