// The reader's own choice of light or dark, kept on this device. A small blocking script: the choice stands before
// anything is painted. Without it the wish of the system stands, and the button stays hidden.
{
  const root = document.documentElement;
  try {
    const kept = localStorage.getItem("theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch {
    // Storage refused: the wish of the system stands.
  }

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

  const turn = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Not kept, still shown.
    }
  };

  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.addEventListener("click", turn);
    }
  });
}
