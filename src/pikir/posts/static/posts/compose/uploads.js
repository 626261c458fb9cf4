// Pictures and files dropped, pasted or chosen: each is sent with its progress, and can be tried again or taken out.
import { renew, tokenOf } from "./door.js";
import { figure, fileLine, putFigure, readFigure } from "./figures.js";
import { insertBlock } from "./text.js";

const PLACE = /!\[[^\]]*\]\(upload:\d+\)/; // stands in the text until what was sent has come

export function setUpUploads(form) {
  const area = form.elements.source;
  const list = document.getElementById("pictures");
  const template = document.getElementById("picture-item");
  const words = template.dataset;
  const pick = document.getElementById("pick");
  const pending = document.getElementById("pending");
  let number = Date.now();

  const tell = (what) => {
    pending.hidden = !what;
    pending.textContent = what;
  };

  const waits = () => PLACE.test(area.value);

  // What was said of things on their way holds until the last of them has come or is taken out.
  function settle() {
    if (!waits()) tell("");
  }

  // One thing in the list. ``target`` is what its line in the text leads to.
  function rowOf(target) {
    const item = template.content.firstElementChild.cloneNode(true);
    const parts = Object.fromEntries([...item.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    const row = { item, target, parts, find: (selector) => item.querySelector(selector), stop: () => {} };
    number += 1;
    for (const [name, part] of Object.entries(parts)) {
      part.id = `${name}-${number}`;
      part.closest(".field").querySelector("label").htmlFor = part.id;
      part.addEventListener("input", () => write(row));
    }
    row.find(".help").id = `help-${number}`;
    parts.alt.setAttribute("aria-describedby", `help-${number}`);
    row.find("[data-act=remove]").addEventListener("click", () => {
      row.stop();
      putFigure(area, row.target, () => "");
      item.remove();
      settle();
      list.hidden = !list.children.length;
      area.focus();
    });
    return row;
  }

  const said = ({ parts }) => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.value]));

  function write(row) {
    if (row.target.startsWith("upload:")) return; // what is said goes into the text once it has come
    putFigure(area, row.target, (target) => figure(target, said(row)));
  }

  function show(row, src) {
    row.find("progress").hidden = true;
    row.item.classList.remove("bad");
    const image = row.find("img");
    image.src = src;
    image.hidden = !src;
    row.find(".about").hidden = !src;
  }

  // What the text shows already, with what it says there.
  function take(old) {
    const row = rowOf(old.dataset.target);
    for (const [name, value] of Object.entries(readFigure(area, row.target))) row.parts[name].value = value;
    row.parts.alt.value ||= old.querySelector("img").alt;
    show(row, old.querySelector("img").src);
    old.replaceWith(row.item);
  }

  function add(file) {
    const row = rowOf(`upload:${number + 1}`);
    const retry = row.find("[data-act=retry]"), bar = row.find("progress");
    let request;
    row.find(".about").hidden = !file.type.startsWith("image/"); // of a file there is nothing to say here
    insertBlock(area, figure(row.target, { alt: file.name }));
    list.append(row.item);
    list.hidden = false;

    const say = (what) => { row.find(".name").textContent = what.replace("{name}", file.name); };

    function fail(why) {
      bar.hidden = true;
      retry.hidden = false;
      row.item.classList.add("bad");
      say(`{name}: ${why}`);
    }

    function come({ id, src = "", title }) {
      const sent = row.target;
      show(row, src);
      say(words.there);
      row.target = `${src ? "picture" : "file"}:${id}`;
      putFigure(area, sent, () => (src ? figure(row.target, said(row)) : fileLine(row.target, title)));
      settle();
    }

    async function done(again) {
      const answer = request.response;
      if (request.status === 201) return come(answer);
      if (request.status === 403 && !answer && !again && (await renew())) return start(true);
      if (request.status === 200 || request.status === 403) return fail(words.stranger); // led to the sign-in page
      fail(Object.values(answer?.errors ?? {}).flat()[0] ?? words.failed);
    }

    function start(again = false) {
      retry.hidden = true;
      bar.hidden = false;
      bar.value = 0;
      row.item.classList.remove("bad");
      say(words.sending);
      const body = new FormData();
      body.append("file", file);
      for (const [name, part] of Object.entries(row.parts)) body.append(name, part.value);
      body.append("account", form.elements.account.value.split(":")[0]); // as what one speaks is of no account here
      body.append("language", form.elements.language.value);
      body.append("csrfmiddlewaretoken", tokenOf(form));
      request = new XMLHttpRequest();
      row.stop = () => request.abort();
      request.open("POST", form.dataset.upload);
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => { bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 50; });
      request.addEventListener("load", () => done(again));
      request.addEventListener("error", () => fail(words.away));
      request.send(body);
    }

    retry.addEventListener("click", () => start());
    start();
  }

  function accept(event, files) {
    if (!files.length) return;
    event.preventDefault(); // else the browser would leave the page for the file
    if (form.elements.kind.value === "note") return tell(words.note);
    for (const file of files) add(file);
  }

  area.addEventListener("paste", (event) => {
    const given = event.clipboardData;
    if (given && !given.types.includes("text/plain")) accept(event, given.files); // words that bring their own picture stay words
  });
  const sheet = form.querySelector(".sheet");
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  form.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    sheet.classList.add("over");
  });
  form.addEventListener("dragleave", () => sheet.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    sheet.classList.remove("over");
    if (holdsFiles(event)) accept(event, event.dataTransfer.files);
  });
  pick.addEventListener("change", (event) => {
    accept(event, [...pick.files]);
    pick.value = "";
  });
  for (const button of form.querySelectorAll("[data-pick]")) button.addEventListener("click", () => pick.click());
  form.addEventListener("submit", (event) => {
    tell(waits() ? words.pending : "");
    if (!waits()) return;
    event.preventDefault();
    pending.scrollIntoView({ block: "center" });
  });
  for (const old of list.querySelectorAll("[data-target]")) take(old);
  document.getElementById("upload").hidden = true; // by hand only without this
  document.getElementById("upload-button").hidden = false;
}
