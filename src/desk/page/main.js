// Receives documents and shows which part of the page the address asks for.
//
// `engine.js` comes from who serves the page and exports `Stopped` (thrown when the reader stopped something) and `engine`:
//   add(file, progress, signal)     reads a file → its documents [{ id, card, given }]; tells progress({ key, share, … }) with a key of the texts
//   judgeAs(id, kind)               judges a document anew as a type ("" is what it says itself) → { id, card, given }
//   papers()                        what is there when the page is loaded → { papers, reviews, kept }; kept: the file in which reviews are kept, if any
//   review(id, said)                says { fingerprint, answer, reason, by } of a finding; an empty answer takes it back → { changed, reviews }
//   addReviews(file)                adds what a file of reviews says → { changed, reviews }: documents judged anew, and how many reviews there are
//   reviews()                       the file of reviews to save → { href, name }
//   report(id, form, save)          a report or copy → { href, name }; `save` when it is to be saved and not
//                                  shown. What is shown may be { html } where no address leads to it
//   comparison(older, newer, form, save)
//   remove(id), clear()             forgets one, or all
//   sample()                        a file to try
//   choices()                       types of documents and areas → { kinds: [{ id, name }], areas: [{ id, name }] }
// `card` is what `report::Card` says. What goes wrong is thrown as an Error with words for the reader.
import { engine, Stopped } from "./engine.js";
import { tell } from "./dom.js";
import * as papers from "./papers.js";
import * as reviewing from "./reviewing.js";
import { text } from "./texts.js";
import * as viewer from "./viewer.js";

const start = document.getElementById("start");
const statement = document.getElementById("statement");
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
        if (/\.toml$/i.test(file.name)) line.joined(judged(await engine.addReviews(file)));
        else line.done(await engine.add(file, line.progress, stopping.signal), engine);
      } catch (error) {
        if (error instanceof Stopped || stopping.signal.aborted) line.stopped();
        else line.failed(error.message);
      }
    };
    queue = queue.then(read);
  }
}

/** The file in which the program keeps what is said, if it does. */
let kept = null;

/** Takes in what became of the documents when something was said of findings; gives how much has been said. */
function judged({ changed, reviews }) {
  for (const one of changed) papers.replace(one, engine);
  reviewing.count(reviews, kept, engine, true);
  return reviews;
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
  reviewing.count(0, kept, engine, false);
  tell(text("cleared"));
  input.focus();
  await engine.clear().catch(() => {});
});

/** Where the reader was in the list, to come back to. */
let cameFrom = null;

function route() {
  const [, what, first, second] = location.hash.split("/");
  const isList = what !== "dokument" && what !== "jamfor" && what !== "tillganglighet";
  const wasList = !start.hidden;
  start.hidden = !isList;
  statement.hidden = what !== "tillganglighet";
  if (isList) {
    viewer.close();
    if (!wasList) (document.querySelector(`a[href="${cameFrom}"]`) ?? document.getElementById("innehall")).focus();
  } else {
    cameFrom = location.hash;
    if (what === "tillganglighet") {
      viewer.close();
      document.getElementById("statement-heading").focus();
    } else if (what === "dokument") viewer.show(first, engine, judged);
    else viewer.compare(first, second, engine);
  }
}
addEventListener("hashchange", route);

const there = await engine.papers();
kept = there.kept ?? null;
papers.restore(there.papers, engine);
reviewing.count(there.reviews, kept, engine, false);
route();
// For those who wait until the page answers.
document.documentElement.dataset.ready = "";
