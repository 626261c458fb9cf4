// How a picture stands in the text, ![what it shows](picture:1 "caption | credit"), and a file, [words](file:1): found by
// what they lead to.

const line = (words) => words.replace(/\s+/g, " ").trim();
const inBrackets = (words) => line(words.replace(/[[\]]/g, " "));
const inQuotes = (words) => line(words).replace(/[\\"]/g, "\\$&");
const unescaped = (words = "") => words.replace(/\\([!-/:-@[-`{-~])/g, "$1");
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// ``target`` is picture:1, file:1, upload:1, or the beginning of an address, /media/…-
function patternOf(target) {
  const leads = `${literal(target)}(?:\\d+\\.webp)?`;
  return new RegExp(`!?\\[((?:[^\\]\\\\]|\\\\.)*)\\]\\((${leads})(?:\\s+"((?:[^"\\\\]|\\\\.)*)")?\\s*\\)`);
}

export function readFigure(area, target) {
  const found = patternOf(target).exec(area.value);
  const [caption, ...credit] = unescaped(found?.[3]).split("|");
  return { alt: unescaped(found?.[1]), caption: line(caption), credit: line(credit.join("|")) };
}

export function figure(target, { alt, caption = "", credit = "" }) {
  const below = [inQuotes(caption).replaceAll("|", "/"), inQuotes(credit)];
  const title = below[1] ? below.join(" | ").trim() : below[0];
  return `![${inBrackets(alt)}](${target}${title ? ` "${title}"` : ""})`;
}

export const fileLine = (target, title) => `[${inBrackets(title)}](${target})`;

// Puts something else, or nothing, where they stand; leaves focus and caret where they are.
export function putFigure(area, target, make) {
  const found = patternOf(target).exec(area.value);
  if (!found) return;
  area.setRangeText(make(found[2]), found.index, found.index + found[0].length, "preserve");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
