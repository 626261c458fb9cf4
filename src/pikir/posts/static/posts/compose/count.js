// How long the text is, which language it seems to be in, and how many pictures nobody has described yet.

const SPEEDS = { kk: 160, ru: 180, en: 230 }; // words a minute, as the page of a post counts them
const WORD = /[\p{L}\p{M}\p{N}_]+(?:[-'’][\p{L}\p{M}\p{N}_]+)*/gu;
const BARE = /!\[\s*\]\(picture:/g;
const UNSHOWN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]/gu;

// As the square counts: composed, one sign for a line end, nothing that does not show, bare ends.
export function lengthOf(text) {
  const kept = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").normalize("NFC").replace(UNSHOWN, "").trim();
  return [...kept].length;
}

export function setUpCount(form) {
  const place = document.getElementById("count");
  const { words: ofWords, minutes: ofMinutes, letters: ofLetters, bare: ofBare, guess, limit } = place.dataset;
  const area = form.elements.source;
  let language = "";
  let waiting;

  function count() {
    if (form.elements.kind.value === "note") {
      const length = lengthOf(area.value);
      place.textContent = ofLetters.replace("{length}", length).replace("{limit}", limit);
      place.classList.toggle("over", length > Number(limit));
      return;
    }
    const words = (area.value.match(WORD) ?? []).length;
    const bare = (area.value.match(BARE) ?? []).length;
    const speed = SPEEDS[form.elements.language.value || language] ?? SPEEDS.ru;
    const parts = [ofWords.replace("{words}", words)];
    if (words) parts.push(ofMinutes.replace("{minutes}", Math.ceil(words / speed)));
    if (bare) parts.push(ofBare.replace("{count}", bare));
    place.textContent = parts.join(" · ");
    place.classList.remove("over");
  }

  place.hidden = false;
  count();
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 200);
  });
  form.addEventListener("kept", ({ detail }) => {
    language = detail.language;
    const option = form.elements.language.querySelector('option[value=""]');
    if (option && detail.name) option.textContent = guess.replace("{language}", detail.name);
    count();
  });
}
