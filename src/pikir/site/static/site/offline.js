// Lists the texts that this device keeps, the last one read first; with a connection it first lets go of those that are
// not there any more.
const list = document.querySelector("[data-kept]");
const nothing = document.querySelector("[data-nothing]");

async function isGone(path) {
  try {
    const answer = await fetch(path, { method: "HEAD", credentials: "omit" });
    return [404, 410, 451].includes(answer.status);
  } catch {
    return false; // no connection says nothing of the text
  }
}

async function lineOf(pages, request) {
  const answer = await pages.match(request, { ignoreVary: true });
  const text = new DOMParser().parseFromString(await answer.text(), "text/html");
  const link = document.createElement("a");
  link.href = new URL(request.url).pathname;
  link.textContent = text.title;
  const line = document.createElement("li");
  line.append(link);
  return line;
}

async function show() {
  const pages = await caches.open("pages");
  for (const request of (await pages.keys()).reverse()) {
    if (navigator.onLine && (await isGone(request.url))) await pages.delete(request, { ignoreVary: true });
    else list.append(await lineOf(pages, request));
  }
  nothing.hidden = list.children.length > 0;
}

if (self.caches) show();
