"use strict";
// Only helps: without it every document on the page can still be read, in its fold.
const tools = document.getElementById("sok");
const list = document.getElementById("dokumentlista");
const more = document.getElementById("fler-dokument");
if (tools && list && more) {
  const SIZE = 100;
  const body = list.querySelector("tbody");
  const own = (row) => row.dataset.l !== undefined;
  const key = (row) => row.firstElementChild.firstChild.textContent;
  // Folds are by organisation; together the rows stand in the order of their paths.
  const rows = [...list.querySelectorAll("tbody tr"), ...more.querySelectorAll("tbody tr")].filter(own);
  rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  more.remove();
  const words = rows.map((row) => row.firstElementChild.textContent.toLowerCase() + " " + row.children[1].textContent.toLowerCase());
  const fields = Object.fromEntries([...tools.querySelectorAll("[data-filter]")].map((field) => [field.dataset.filter, field]));
  const output = tools.querySelector("output");
  const [back, on] = tools.querySelectorAll("[data-step]");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let found = rows;
  let from = 0;
  const fits = (row, place, asked, sought) => {
    const data = row.dataset;
    if (asked.y && !(data.y && Number(data.y) <= Number(asked.y) && Number(asked.y) <= Number(data.z))) return false;
    for (const name of ["o", "t", "l", "c"]) if (asked[name] && data[name] !== asked[name]) return false;
    return sought.every((word) => words[place].includes(word));
  };
  const show = () => {
    body.replaceChildren(...found.slice(from, from + SIZE));
    back.disabled = from === 0;
    on.disabled = from + SIZE >= found.length;
    const values = { from: from + 1, to: Math.min(from + SIZE, found.length), n: found.length, all: rows.length };
    const text = found.length === 0 ? output.dataset.none : output.dataset.text;
    output.textContent = text.replace(/\{(\w+)\}/g, (_, name) => number.format(values[name]));
  };
  const filter = () => {
    const asked = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
    const sought = asked.s.toLowerCase().split(/\s+/).filter((word) => word !== "");
    found = rows.filter((row, place) => fits(row, place, asked, sought));
    from = 0;
    show();
  };
  tools.addEventListener("input", filter);
  tools.addEventListener("submit", (event) => event.preventDefault());
  back.addEventListener("click", () => { from = Math.max(0, from - SIZE); show(); });
  on.addEventListener("click", () => { from += SIZE; show(); });
  // On paper every row that was found stands.
  addEventListener("beforeprint", () => body.replaceChildren(...found));
  addEventListener("afterprint", show);
  tools.hidden = false;
  show();
}
