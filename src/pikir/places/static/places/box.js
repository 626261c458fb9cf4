// The box for a territory becomes a combobox: candidates while one types. Without this the form asks after it is sent.
const WAIT = 150;

function setUp(box) {
  const input = box.querySelector("input:not([type=hidden], [type=radio])");
  const list = document.createElement("ul");
  list.className = "place-list";
  list.id = `${input.id}_list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  box.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) input.setAttribute(name, value);
  let timer, asked = "";

  function setCode(code) {
    box.querySelector(".place-choice")?.remove();
    let hidden = box.querySelector("input[type=hidden]");
    if (!hidden) {
      hidden = Object.assign(document.createElement("input"), { type: "hidden", name: `${input.name}-code` });
      box.append(hidden);
    }
    hidden.value = code;
  }

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(null);
  }

  function mark(option) {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    input.value = option.dataset.name;
    setCode(option.dataset.code);
    show(false);
    if (input.form.hasAttribute("data-go")) input.form.requestSubmit();
  }

  function optionOf(result, place) {
    const option = document.createElement("li");
    const about = document.createElement("small");
    about.textContent = result.about;
    option.append(result.name, about);
    option.id = `${list.id}_${place}`;
    option.setAttribute("role", "option");
    Object.assign(option.dataset, { code: result.code, name: result.name });
    return option;
  }

  async function ask() {
    const text = (asked = input.value.trim());
    if (!text) return show(false);
    const answer = await fetch(`${box.dataset.search}?${new URLSearchParams({ q: text })}`).catch(() => null);
    if (!answer?.ok || text !== asked) return; // offline, or overtaken by the next letter: the form still works
    const { results } = await answer.json();
    if (text !== asked || document.activeElement !== input) return;
    list.replaceChildren(...results.map(optionOf));
    mark(null);
    show(results.length > 0);
  }

  input.addEventListener("input", () => {
    setCode("");
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const options = [...list.children];
    const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !list.hidden) show(false);
    else if (event.key === "Enter" && !list.hidden && now >= 0) choose(options[now]);
    else if (event.key === "ArrowDown" && options.length) show(true), mark(options[(now + 1) % options.length]);
    else if (event.key === "ArrowUp" && options.length) show(true), mark(options.at(now <= 0 ? -1 : now - 1));
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", () => { asked = ""; show(false); });
}

for (const box of document.querySelectorAll(".place-box")) setUp(box);
