// Pictures dropped, pasted or chosen: each is sent with its progress, and can be tried again or taken out.
import { renew, tokenOf } from "./door.js";
import { insertBlock, swap } from "./text.js";

const PLACE = /!\[[^\]]*\]\(upload:\d+\)/; // stands in the text until the picture has come
const bare = (words) => words.replace(/[[\]\n]/g, " ").trim();

export function setUpPictures(form) {
  const area = form.elements.source;
  const list = document.getElementById("pictures");
  const template = document.getElementById("picture-item");
  const words = template.dataset;
  const pick = document.getElementById("pick");
  const pending = document.getElementById("pending");
  let number = Date.now();

  function add(file) {
    const item = template.content.firstElementChild.cloneNode(true);
    const find = (selector) => item.querySelector(selector);
    const [bar, name, alt, retry, image] = ["progress", ".name", ".input", "[data-act=retry]", "img"].map(find);
    const id = `upload-${(number += 1)}`;
    alt.id = id;
    find("label").htmlFor = id;
    find(".help").id = `${id}-help`;
    alt.setAttribute("aria-describedby", `${id}-help`);
    let mark = `![${bare(file.name)}](upload:${number})`;
    let key = "", request;
    insertBlock(area, mark);
    list.append(item);
    list.hidden = false;

    const say = (what) => { name.textContent = what.replace("{name}", file.name); };

    function place(next) {
      if (swap(area, mark, next)) mark = next;
    }

    function fail(why) {
      bar.hidden = true;
      retry.hidden = false;
      item.classList.add("bad");
      say(why);
    }

    function come({ id: picture, src }) {
      key = picture;
      bar.hidden = true;
      item.classList.remove("bad");
      image.src = src;
      image.hidden = false;
      say(words.there);
      place(`![${bare(alt.value)}](picture:${key})`);
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
      item.classList.remove("bad");
      say(words.sending);
      const body = new FormData();
      body.append("picture", file);
      body.append("alt", alt.value);
      body.append("account", form.elements.account.value);
      body.append("language", form.elements.language.value);
      body.append("csrfmiddlewaretoken", tokenOf(form));
      request = new XMLHttpRequest();
      request.open("POST", form.dataset.upload);
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => { bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 50; });
      request.addEventListener("load", () => done(again));
      request.addEventListener("error", () => fail(words.away));
      request.send(body);
    }

    alt.addEventListener("input", () => key && place(`![${bare(alt.value)}](picture:${key})`));
    retry.addEventListener("click", () => start());
    find("[data-act=remove]").addEventListener("click", () => {
      request.abort();
      place("");
      item.remove();
      list.hidden = !list.children.length;
      area.focus();
    });
    start();
  }

  function take(event, files) {
    const pictures = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length || form.elements.kind.value === "note") return;
    event.preventDefault();
    for (const file of pictures) add(file);
  }

  area.addEventListener("paste", (event) => take(event, event.clipboardData?.files));
  const sheet = form.querySelector(".sheet");
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  sheet.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    sheet.classList.add("over");
  });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("over"));
  sheet.addEventListener("drop", (event) => {
    sheet.classList.remove("over");
    if (holdsFiles(event)) take(event, event.dataTransfer.files);
  });
  pick.addEventListener("change", (event) => {
    take(event, pick.files);
    pick.value = "";
  });
  form.addEventListener("submit", (event) => {
    const waits = PLACE.test(area.value);
    pending.hidden = !waits;
    pending.textContent = waits ? words.pending : "";
    if (!waits) return;
    event.preventDefault();
    pending.scrollIntoView({ block: "center" });
  });
}
