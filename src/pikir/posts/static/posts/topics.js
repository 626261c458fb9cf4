// The box for topics: names are offered for the one that is being typed, after the last comma.
for (const box of document.querySelectorAll("[data-topics]")) {
  const names = [...box.list.options].map((option) => option.value);
  box.addEventListener("input", () => {
    const before = box.value.slice(0, box.value.lastIndexOf(",") + 1);
    const gap = before && " ";
    box.list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: `${before}${gap}${name}` })));
  });
}
