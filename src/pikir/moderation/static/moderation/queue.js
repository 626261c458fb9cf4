// Keys in the queue: j and k go down and up, Enter opens the case, x chooses it. Without script it is a plain form.
const cases = [...document.querySelectorAll("[data-case]")];
let at = -1;

function go(step) {
  cases[at]?.removeAttribute("data-on");
  at = Math.min(Math.max(at + step, 0), cases.length - 1);
  cases[at].setAttribute("data-on", "");
  cases[at].querySelector("a").focus();
}

document.addEventListener("keydown", (event) => {
  if (!cases.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "x" && at >= 0) cases[at].querySelector("input").click();
  else return;
  event.preventDefault();
});
