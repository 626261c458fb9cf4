// The link to a text opens the phone's own list of ways to pass it on, or else copies the address. Without it, and with
// a key held down, it is the plain link that it looks like.

async function pass(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.currentTarget;
  const what = { title: link.dataset.passOn, url: link.href };
  const phone = matchMedia("(pointer: coarse)").matches && navigator.canShare?.(what);
  if (!phone && !navigator.clipboard) return;
  event.preventDefault();
  try {
    if (phone) return void (await navigator.share(what));
    await navigator.clipboard.writeText(link.href);
    link.setAttribute("role", "status");
    link.textContent = link.dataset.done;
  } catch (fault) {
    if (fault.name !== "AbortError") location.assign(link.href); // whoever closed the list wants nothing more
  }
}

for (const link of document.querySelectorAll("[data-pass-on]")) link.addEventListener("click", pass);
