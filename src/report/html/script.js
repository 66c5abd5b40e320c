"use strict";
// Only helps: without it everything on the page can still be read and reached.
// A browser is content with a sliver of what gets the focus in a table that scrolls by itself.
document.addEventListener("focusin", ({ target }) => {
  if (target.parentElement?.closest(".wide")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
for (const tools of document.querySelectorAll(".tools")) {
  const text = tools.parentElement.querySelector(".text");
  const hits = [...text.querySelectorAll("mark[data-unit]")];
  const area = tools.querySelector("[data-filter=area]");
  const level = tools.querySelector("[data-filter=level]");
  const count = tools.querySelector("output");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  // A sentence in a table has one mark in each cell.
  const marksOf = (hit) => {
    const row = hit.closest("tr");
    return row ? [...row.querySelectorAll("mark")] : [hit];
  };
  const shown = () => hits.filter((hit) => !hit.classList.contains("off"));
  const update = () => {
    for (const hit of hits) {
      const about = area.value === "" || hit.dataset.areas.split(" ").includes(area.value);
      const off = !(about && Number(hit.dataset.level) >= Number(level.value));
      for (const mark of marksOf(hit)) mark.classList.toggle("off", off);
    }
    count.textContent = count.dataset.count.replace("{n}", String(shown().length));
  };
  let current = null;
  const step = (way) => {
    const all = shown();
    if (all.length === 0) return;
    let at = all.indexOf(current);
    if (at < 0) {
      // Begin at what is on the screen.
      const next = all.findIndex((hit) => hit.getBoundingClientRect().top >= 0);
      at = way > 0 ? (next < 0 ? all.length : next) - 1 : next < 0 ? all.length : next;
    }
    current = all[(at + way + all.length) % all.length];
    current.tabIndex = -1;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  };
  area.addEventListener("change", update);
  level.addEventListener("change", update);
  for (const button of tools.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  // Single keys only while the text itself has focus.
  text.tabIndex = 0;
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n" || event.key === "p") {
      event.preventDefault();
      step(event.key === "n" ? 1 : -1);
    }
  });
  tools.hidden = false;
  update();
}
