// What moves on a page moves here as well: the server says that something happened, and this page asks for itself again.
const root = document.querySelector("[data-live]");
const SPREAD = 1500; // milliseconds over which readers spread their asking
let last = root?.dataset.liveSince;
let stream, asking;

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource(`${root.dataset.live}?since=${last}`);
  stream.addEventListener("moved", (event) => {
    last = event.lastEventId;
    asking ??= setTimeout(renew, Math.random() * SPREAD);
  });
}

function rest() {
  stream?.close();
  stream = undefined;
}

// A part is left alone while somebody is in it; what they had opened stays open.
function swap(part, fresh) {
  if (!fresh || part.contains(document.activeElement)) return;
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  part.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((details, number) => { details.open ||= open[number] ?? false; });
}

async function renew() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { // the next event asks again
  } finally { asking = undefined; }
}

function show(page) {
  const words = page.querySelector("[data-live-words]")?.textContent.trim() ?? "";
  for (const part of document.querySelectorAll("[data-live-part]")) {
    swap(part, page.querySelector(`[data-live-part="${part.dataset.livePart}"]`));
  }
  root.querySelector("[role=status]").textContent = [root.dataset.liveSaid, words].filter(Boolean).join(" ");
}

if (root && document.documentElement.dataset.saving === undefined) {
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
}
