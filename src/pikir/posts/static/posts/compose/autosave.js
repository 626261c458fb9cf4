// What stands in the form is kept while one writes: on the square, and on this device until the square has it.
// A window writes only its own copy. When another window went on with it, this one goes on under a new name: both stay.
import { dropHere, keepHere, keptHere } from "./device.js";
import { send } from "./door.js";

const HERE = 400; // milliseconds after a letter until the device has it
const PAUSE = 2_500; // until the square is asked
const WAITS = [2_000, 5_000, 10_000, 20_000, 40_000, 60_000]; // between tries without a connection
const LAST_BYTES = 60_000; // what a browser sends for a page that goes away
const BESIDE = new Set(["csrfmiddlewaretoken", "act", "copy", "file", "alt", "caption", "credit"]);

const randomName = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const answerOf = async (response) => (response?.headers.get("content-type")?.includes("json") ? response.json() : {});
const bodyOf = ({ fields, at, ...mark }) => [...fields, ...Object.entries(mark)];

// Takes a text from the list of unsent ones with which the page came.
function withdraw(copy) {
  const offered = document.querySelector(`li[data-copy="${copy}"]`);
  const list = offered?.closest(".kept");
  offered?.remove();
  if (list) list.hidden = !list.querySelector("li");
}

export function setUpAutosave(form) {
  const { account, post, keep: address, write } = form.dataset;
  const told = document.getElementById("told");
  const key = form.elements.copy;
  const own = randomName(); // this window, as the square tells it from others
  key.value ||= randomName();
  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !BESIDE.has(name));
  let base = form.dataset.base;
  let kept = JSON.stringify(typed()); // what the square has, or what the page came with
  let step = 0, tries = 0, sending = false, sent = false, here, later;

  const changed = () => JSON.stringify(typed()) !== kept;

  function entry() {
    step = Math.max(step + 1, Date.now()); // also after a reload of the clock's second, later is more
    return { copy: key.value, window: own, step, base, post, fields: typed(), at: Date.now() };
  }

  function noteHere() {
    clearTimeout(here);
    if (!changed()) return;
    if (!keepHere(account, entry())) say("nowhere");
  }

  async function save({ last = false } = {}) {
    clearTimeout(later);
    if (sent || !changed() || (sending && !last)) return;
    const now = entry();
    sending = true;
    const small = new Blob([JSON.stringify(now)]).size < LAST_BYTES;
    const response = await send(form, address, bodyOf(now), { last: last && small });
    const answer = await answerOf(response).catch(() => ({}));
    sending = false;
    settle(response?.status ?? 0, answer, now);
  }

  function settle(status, answer, now) {
    if (status === 200) return taken(answer, now);
    if (answer.code === "taken" || answer.code === "closed") return part(answer.code);
    if (answer.code === "refused" || status === 404) return say("refused");
    if (status === 401 || status === 403) say("stranger"); // 403 without a word: even the form's token has gone
    else if (answer.code === "long" || answer.code === "full") return say(answer.code);
    else say("away");
    later = setTimeout(save, WAITS[Math.min(tries++, WAITS.length - 1)]);
  }

  function taken(answer, now) {
    tries = 0;
    kept = JSON.stringify(now.fields);
    if (!changed()) dropHere(account, key.value);
    else later = setTimeout(save, PAUSE);
    say("saved", answer.at);
    if (answer.behind) tell("behind");
    else if (answer.other) tell("other", post, answer.other);
    form.dispatchEvent(new CustomEvent("kept", { detail: answer }));
  }

  // The name belongs to another window now, or to a text that was sent: what stands here is kept beside it.
  function part(code) {
    const former = key.value;
    key.value = randomName();
    base = "";
    noteHere();
    dropHere(account, former);
    if (code === "taken") tell("taken", post, former);
    else tell("closed");
    save();
  }

  function say(what, at = "") {
    const place = document.getElementById("state");
    const words = place.dataset[what].replace("{at}", at);
    if (place.textContent !== words) place.textContent = words; // said once, not at every save
    place.classList.toggle("warn", what !== "saved");
  }

  function tell(what, of = "", other = "") {
    const words = told.dataset[what];
    if (told.firstChild?.textContent === `${words} `) return;
    told.replaceChildren(`${words} `);
    if (other) {
      const href = `${write}${of ? `${of}/` : ""}?copy=${other}`;
      told.append(Object.assign(document.createElement("a"), { textContent: told.dataset.link, href }));
    }
    told.hidden = false;
  }

  // What an earlier window could not send goes to the square now, under its own name.
  async function bring(one, again = true) {
    const response = await send(form, address, bodyOf(one));
    const answer = await answerOf(response).catch(() => ({}));
    const lost = response?.status === 404 && one.post; // the post is gone, the words are not
    if (answer.code === "closed" || response?.status === 200 || answer.code === "taken" || lost) dropHere(account, one.copy);
    if (response?.status === 200) {
      withdraw(one.copy); // there it is as it was before
      tell("local", one.post, one.copy);
    }
    if (!again || !(answer.code === "taken" || lost)) return;
    const beside = { ...one, copy: randomName(), base: "", post: lost ? "" : one.post };
    keepHere(account, beside);
    await bring(beside, false);
  }

  async function bringAll() {
    for (const one of keptHere(account)) if (one.copy !== key.value) await bring(one);
  }

  form.addEventListener("input", () => {
    clearTimeout(here);
    clearTimeout(later);
    here = setTimeout(noteHere, HERE);
    later = setTimeout(save, PAUSE);
  });
  const leave = () => {
    noteHere();
    save({ last: true });
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : save()));
  addEventListener("online", () => {
    save();
    bringAll();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    noteHere(); // until the square says that it came: then the name is closed, and the next composer lets go of it
    sent = true;
    clearTimeout(later);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
  bringAll();
}
