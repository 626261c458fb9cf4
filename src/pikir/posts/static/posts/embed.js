// A link to an outside player opens it where it stands. Nothing is asked of the place before that touch: the link holds
// the address of the frame, and the page allows frames of a closed list of places only.

// What a player needs and no more: it runs and keeps its own things, in its own place, and never leads this page away.
const RIGHTS = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
const USES = "autoplay; encrypted-media; fullscreen; picture-in-picture";

function open(link) {
  const frame = document.createElement("iframe");
  frame.title = link.textContent.trim();
  frame.setAttribute("sandbox", RIGHTS);
  frame.allow = USES;
  frame.referrerPolicy = "strict-origin"; // players refuse whoever says nothing; they learn the square, not the text
  frame.src = link.dataset.player;
  link.replaceWith(frame);
  frame.focus();
}

document.addEventListener("click", (event) => { // also for a text that comes later, as a preview does
  const link = event.target.closest("a[data-player]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // whoever wants the place itself gets it
  event.preventDefault();
  open(link);
});
