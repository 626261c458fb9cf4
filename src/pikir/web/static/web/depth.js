// Only for readers who allowed it (the cookie says so): when a text is left, say how far it was read. Nothing else.
const text = document.querySelector("article.entry .read");
const id = /\/@\w+\/(\d+)\/$/.exec(location.pathname)?.[1];
const steps = [[0.98, "whole"], [0.75, "most"], [0.5, "half"], [0, "opened"]];
let furthest = 0;

function look() {
  const { top, height } = text.getBoundingClientRect();
  furthest = Math.max(furthest, Math.min(1, (innerHeight - top) / height));
}

function tell() {
  if (document.visibilityState !== "hidden" || !id) return;
  look(); // the last step may not have been drawn yet
  const [, depth] = steps.find(([part]) => furthest >= part);
  const body = new URLSearchParams({ depth });
  navigator.sendBeacon(`/${document.documentElement.lang}/depth/${id}/`, body);
  document.removeEventListener("visibilitychange", tell);
}

if (text && id) {
  look();
  addEventListener("scroll", look, { passive: true });
  document.addEventListener("visibilitychange", tell);
}
