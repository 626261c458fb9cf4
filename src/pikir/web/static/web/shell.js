// Comforts of every page; nobody needs them to read.

// For a day, a time is also said in the words of the reader's language. The full date stays one hover away.
const language = document.documentElement.lang;
const units = [["hour", 3_600_000], ["minute", 60_000]];

function agoWords(format, milliseconds) {
  const [unit, size] = units.find(([, each]) => milliseconds >= each) ?? units.at(-1);
  return format.format(-Math.floor(milliseconds / size), unit);
}

const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
// A browser that does not know Kazakh says "-2 h": then the full date is the better word.
if (!/^[-\u2212+]/.test(format.format(-2, "hour"))) {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const age = Date.now() - Date.parse(time.dateTime);
    if (age >= 0 && age < 86_400_000) time.textContent = agoWords(format, age);
  }
}

// The own menu closes when one goes elsewhere: by Escape, by a touch outside, by moving the focus on.
for (const menu of document.querySelectorAll("details.own")) {
  const close = (event) => {
    if (!menu.contains(event.type === "focusout" ? event.relatedTarget : event.target)) menu.open = false;
  };
  document.addEventListener("click", close);
  menu.addEventListener("focusout", (event) => event.relatedTarget && close(event));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// What is chosen on a device is kept in a cookie for a year, so that the next page already comes as wanted.
function keep(name, value) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
}

// Whoever changes the language is led to it next time they come without one in the address (see web/doors.py).
for (const link of document.querySelectorAll(".langs a[hreflang]")) {
  link.addEventListener("click", () => keep("language", link.hreflang));
}

// Day or night at once; all else of the look is chosen in the settings (see web/look.py).
const root = document.documentElement;
const look = () => /(?:^|; )look=([a-z]+)-([a-z]+-[a-z]+-[a-z]+)/.exec(document.cookie) ?? [];
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("look", `${root.dataset.theme}-${look()[2] ?? "normal-device-cyrillic"}`);
  });
}

// A page that comes back as it was left is asked for again when the look has changed since.
const [came] = look();
addEventListener("pageshow", (event) => event.persisted && look()[0] !== came && location.reload());

// A picture that was left out to save data comes to its place when it is asked for.
for (const link of document.querySelectorAll("a.spared")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const picture = new Image();
    Object.assign(picture, { alt: link.dataset.alt, src: link.href });
    link.replaceWith(picture);
  });
}

// The last texts read are kept for when there is no connection, unless data is being saved.
if (navigator.serviceWorker && !("saving" in root.dataset)) {
  addEventListener("load", () => navigator.serviceWorker.register("/worker.js"));
}

// How far a text is read is counted only where the reader has allowed it (see /account/reading-depth/).
if (/(?:^|; )depth=yes/.test(document.cookie)) import("./depth.js");
