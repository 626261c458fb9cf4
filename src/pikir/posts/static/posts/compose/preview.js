// The preview in the place of the sheet. It is made by the square, by what makes a published text.
import "../embed.js";
import { send } from "./door.js";

export function setUpPreview(form) {
  const button = document.getElementById("preview-button");
  const place = document.getElementById("looked");
  const sheet = form.querySelector(".sheet");
  const name = button.textContent;

  function show(looking) {
    place.hidden = !looking;
    if (!looking) place.replaceChildren(); // a player that was opened there falls silent
    sheet.hidden = looking;
    button.textContent = looking ? button.dataset.back : name;
    (looking ? place : form.elements.source).focus({ preventScroll: true });
    (looking ? place : sheet).scrollIntoView({ block: "start" });
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (!place.hidden) return show(false);
    button.disabled = true;
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const answer = await send(form, form.dataset.preview, fields);
    button.disabled = false;
    const page = answer?.type === "basic" ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const made = page?.getElementById("preview");
    if (made) place.replaceChildren(...made.childNodes);
    else place.textContent = place.dataset.away;
    show(true);
  });
}
