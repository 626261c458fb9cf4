// Changing the text so that the browser's own undo takes it back.

export function replace(area, start, end, text) {
  area.focus();
  area.setSelectionRange(start, end);
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (done || start === end && !text) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// A paragraph of its own after the caret; returns where it begins.
export function insertBlock(area, text) {
  const { value, selectionEnd: at } = area;
  const before = value.slice(0, at), after = value.slice(at);
  const lead = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = !after || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  replace(area, at, at, lead + text + tail);
  return at + lead.length;
}
