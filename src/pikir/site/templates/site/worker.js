// Keeps the last texts that were read on this device, for when there is no connection. It keeps what every guest may
// read and nothing else, asks the network first, and lets go of what is not there any more.
const SHELL = "shell-{{ stamp }}";
const SHELL_FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGES = "pages";
const FILES = "files";
const PAGES_KEPT = 20; // about 200 KB
const FILES_KEPT = 60;
const GONE = [404, 410, 451];
const TEXT = /^\/(kk|ru|en)\/@\w+\/\d+\/$/;
const ANY = { ignoreVary: true };

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldShells()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname.endsWith("/account/sign-out/")) event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event));
});

async function prepare() {
  const shell = await caches.open(SHELL);
  await shell.addAll(SHELL_FILES.map((path) => new Request(path, { credentials: "omit" })));
  await self.skipWaiting();
}

async function dropOldShells() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function page(event, url) {
  try {
    const answer = await fetch(event.request);
    if (TEXT.test(url.pathname) && !url.search) event.waitUntil(keep(url.pathname, answer.clone()));
    return answer;
  } catch {
    return (await caches.match(url.pathname, ANY)) ?? (await offlinePage(url)) ?? Response.error();
  }
}

function offlinePage(url) {
  const language = /^\/(kk|ru|en)\//.exec(url.pathname)?.[1];
  return caches.match(SHELL_FILES.find((path) => path.startsWith(`/${language}/`)) ?? SHELL_FILES[0], ANY);
}

async function keep(path, answer) {
  const pages = await caches.open(PAGES);
  if (GONE.includes(answer.status)) return pages.delete(path, ANY);
  if (!answer.ok) return;
  const own = /no-store/.test(answer.headers.get("Cache-Control") ?? ""); // of who is signed in: never kept
  const open = own ? await fetch(path, { credentials: "omit" }) : answer;
  await pages.delete(path, ANY); // so that it stands last
  if (open.ok) await pages.put(path, open);
  await trim(pages, PAGES_KEPT);
}

async function file(event) {
  const found = await caches.match(event.request, ANY);
  if (found) return found;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(keepFile(event.request, answer.clone()));
  return answer;
}

async function keepFile(request, answer) {
  const files = await caches.open(FILES);
  await files.put(request, answer);
  await trim(files, FILES_KEPT);
}

async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key, ANY)));
}
