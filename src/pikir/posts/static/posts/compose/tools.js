// The row of tools and its keys. What a tool puts in stands on its button, so that the page speaks the reader's language.
import { insertBlock, replace } from "./text.js";

export function setUpTools(form) {
  const bar = document.getElementById("tools");
  const area = form.elements.source;
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  for (const one of buttons) if (one.dataset.key) one.title = `${one.textContent} (Ctrl+${one.dataset.key.toUpperCase()})`;
  rove(bar, buttons);
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays in the text
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) use(area, button.dataset);
  });
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || bar.offsetParent === null) return;
    const button = buttons.find((one) => one.dataset.key && event.code === `Key${one.dataset.key.toUpperCase()}`);
    if (!button) return;
    event.preventDefault();
    use(area, button.dataset);
  });
}

// One stop of the Tab key for the whole row; arrows go along it.
function rove(bar, buttons) {
  const stop = (chosen) => { for (const one of buttons) one.tabIndex = one === chosen ? 0 : -1; };
  stop(buttons[0]);
  bar.addEventListener("focusin", (event) => stop(event.target));
  bar.addEventListener("keydown", (event) => {
    const now = buttons.indexOf(event.target);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons.at(next % buttons.length).focus();
  });
}

function use(area, tool) {
  if (tool.wrap) wrap(area, tool.wrap, tool.words);
  else if (tool.line) line(area, tool.line, tool.words);
  else if (tool.card) card(area, tool.card, tool.words);
  else if ("link" in tool) link(area, tool.words);
  else if ("foot" in tool) footnote(area, tool.words);
}

function wrap(area, mark, words) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const size = mark.length;
  const chosen = value.slice(start, end);
  if (chosen && value.slice(start - size, start) === mark && value.slice(end, end + size) === mark) {
    replace(area, start - size, end + size, chosen); // pressed again it takes the marks away
    area.setSelectionRange(start - size, end - size);
    return;
  }
  replace(area, start, end, mark + (chosen || words) + mark);
  area.setSelectionRange(start + size, start + size + (chosen || words).length);
}

function line(area, mark, words) {
  const { value, selectionStart, selectionEnd } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd) < 0 ? value.length : value.indexOf("\n", selectionEnd);
  const lines = value.slice(start, end).split("\n");
  const off = lines.every((one) => one.startsWith(mark));
  const made = off ? lines.map((one) => one.slice(mark.length)) : lines.map((one) => mark + (one || (lines.length > 1 ? "" : words)));
  replace(area, start, end, made.join("\n"));
  const empty = !off && lines.length === 1 && !lines[0];
  area.setSelectionRange(empty ? start + mark.length : start, start + made.join("\n").length);
}

function link(area, words) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const chosen = value.slice(start, end);
  const address = /^https?:\/\/\S+$/.test(chosen) ? chosen : "";
  const named = address ? words : chosen || words;
  replace(area, start, end, `[${named}](${address || "https://"})`);
  if (address) area.setSelectionRange(start + 1, start + 1 + named.length);
  else area.setSelectionRange(start + named.length + 3, start + named.length + 11);
}

function card(area, snippet, words) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  if (chosen) replace(area, area.selectionStart, area.selectionEnd, "");
  const start = insertBlock(area, snippet.replace("{words}", chosen || words)) + snippet.indexOf("{words}");
  area.setSelectionRange(start, start + (chosen || words).length);
}

function footnote(area, words) {
  const number = Math.max(0, ...[...area.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]))) + 1;
  replace(area, area.selectionEnd, area.selectionEnd, `[^${number}]`);
  const end = area.value.length;
  const tail = `${area.value.endsWith("\n") ? "\n" : "\n\n"}[^${number}]: `;
  replace(area, end, end, tail + words);
  area.setSelectionRange(end + tail.length, end + tail.length + words.length);
}
