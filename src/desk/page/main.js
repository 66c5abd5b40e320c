// Receives documents and shows which part of the page the address asks for.
//
// `engine.js` comes from who serves the page and exports `Stopped` (thrown when the reader stopped something) and `engine`:
//   add(file, progress, signal)     reads a file → its documents [{ id, card, given }]; tells progress({ key, share, … }) with a key of the texts
//   judgeAs(id, kind)               judges a document anew as a type ("" is what it says itself) → { id, card, given }
//   papers()                        the documents that are there when the page is loaded
//   report(id, form, save)          a report or copy → { href, name }; `save` when it is to be saved and not shown
//   comparison(older, newer, form, save)
//   remove(id), clear()             forgets one, or all
//   sample()                        a file to try
//   kinds()                         the types of documents → [{ id, name }]
// `card` is what `report::Card` says. What goes wrong is thrown as an Error with words for the reader.
import { engine, Stopped } from "./engine.js";
import { tell } from "./dom.js";
import * as papers from "./papers.js";
import { text } from "./texts.js";
import * as viewer from "./viewer.js";

const start = document.getElementById("start");
const drop = document.getElementById("drop");
const input = document.getElementById("files");
const versions = document.getElementById("versions");
const older = document.getElementById("older");
const newer = document.getElementById("newer");

/** Files are sent one after the other; what is read meanwhile shows at once. */
let queue = Promise.resolve();

function take(files) {
  for (const file of files) {
    const stopping = new AbortController();
    const line = papers.begin(file.name, () => stopping.abort());
    const read = async () => {
      try {
        line.done(await engine.add(file, line.progress, stopping.signal), engine);
      } catch (error) {
        if (error instanceof Stopped || stopping.signal.aborted) line.stopped();
        else line.failed(error.message);
      }
    };
    queue = queue.then(read);
  }
}

input.addEventListener("change", () => {
  take(input.files);
  input.value = "";
});
document.getElementById("sample").addEventListener("click", async () => take([await engine.sample()]));

// The whole page takes what is dropped: a browser that opens the document in its place would lose the page.
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  drop.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) drop.classList.remove("over");
});
addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  drop.classList.remove("over");
  take(event.dataTransfer.files);
  if (location.hash !== "" && location.hash !== "#/") location.hash = "#/";
});

papers.onChange((all) => {
  const judged = [...all.values()].filter((one) => one.card.verdict);
  document.getElementById("papers-heading").hidden = document.getElementById("papers").childElementCount === 0;
  document.getElementById("clear").hidden = all.size < 2;
  versions.hidden = judged.length < 2;
  fill(older, judged, 0);
  fill(newer, judged, 1);
});

function fill(select, judged, otherwise) {
  const chosen = select.value;
  select.replaceChildren(...judged.map(({ id, card }) => new Option(card.title ? `${card.title} (${card.name})` : card.name, id)));
  select.value = judged.some((one) => one.id === chosen) ? chosen : (judged[otherwise]?.id ?? "");
}

versions.addEventListener("submit", (event) => {
  event.preventDefault();
  newer.setCustomValidity(older.value === newer.value ? text("same_versions") : "");
  if (versions.reportValidity()) location.hash = `#/jamfor/${older.value}/${newer.value}`;
});
for (const select of [older, newer]) select.addEventListener("change", () => newer.setCustomValidity(""));

document.querySelector("#clear button").addEventListener("click", async () => {
  papers.clear();
  tell(text("cleared"));
  input.focus();
  await engine.clear().catch(() => {});
});

/** Where the reader was in the list, to come back to. */
let cameFrom = null;

function route() {
  const [, what, first, second] = location.hash.split("/");
  const isList = what !== "dokument" && what !== "jamfor";
  const wasList = !start.hidden;
  start.hidden = !isList;
  if (isList) {
    viewer.close();
    if (!wasList) (document.querySelector(`a[href="${cameFrom}"]`) ?? document.getElementById("innehall")).focus();
  } else {
    cameFrom = location.hash;
    if (what === "dokument") viewer.show(first, engine);
    else viewer.compare(first, second, engine);
  }
}
addEventListener("hashchange", route);

papers.restore(await engine.papers(), engine);
route();
