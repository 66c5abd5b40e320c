// Answers the page out of the core in this tab. Nothing is sent anywhere, and nothing is stored.
import { Stopped, ask, inTurn, kept } from "./core.js";
import { element } from "./dom.js";
import "./languages.js";
import { language, text } from "./texts.js";

export { Stopped };

/** Documents of one page, as of the page with a server. */
const MOST_PAPERS = 500;

let choices = { kinds: [], areas: [] };

/** Reads a file into the core; those of its documents that have been removed are not kept. */
async function read(from, room) {
  const found = await ask("add", from.file, from.first, room, language);
  from.worker = kept.worker;
  return found;
}

/** Sees to it that the core has a document: one that began after the document was read has not. Gives its number. */
async function there(id) {
  const paper = kept.papers.get(id);
  if (!paper) throw new Error(text("not_there"));
  const { from } = paper;
  if (!kept.worker || from.worker !== kept.worker) {
    for (const { id } of await read(from, 2 ** 31)) {
      const other = kept.papers.get(id);
      if (!other) await ask("remove", Number(id));
      else if (other.given) await ask("judgeAs", Number(id), other.given, language);
    }
  }
  return Number(id);
}

/** Changes what has been said of findings; every document is there to be judged by it. */
function noted(change) {
  return inTurn(async () => {
    for (const id of kept.papers.keys()) await there(id);
    const { changed, reviews, text: notes } = await change();
    Object.assign(kept, { notes, reviews, unsaved: reviews > 0 });
    return { changed, reviews };
  });
}

// The page asks too, of what was said in its own language.
addEventListener("beforeunload", (event) => {
  if (kept.unsaved) event.preventDefault();
});

/** A file to show in the frame, or to save. */
function written({ bytes, name, kind }, save) {
  if (!save) return { html: new TextDecoder().decode(bytes) };
  const href = URL.createObjectURL(new Blob([bytes], { type: kind }));
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return { href, name };
}

/** Tells what is read, and after a while for how long; gives what ends that. */
function clock(progress) {
  const begun = Date.now();
  const reading = () => {
    const seconds = Math.floor((Date.now() - begun) / 1000);
    progress(seconds < 3 ? { key: "reading" } : { key: "reading_long", seconds });
  };
  reading();
  const ticking = setInterval(reading, 1000);
  return () => clearInterval(ticking);
}

export const engine = {
  add(file, progress, signal) {
    return inTurn(async () => {
      const stopClock = clock(progress);
      try {
        const from = { file, first: kept.next };
        const found = await read(from, MOST_PAPERS - kept.papers.size);
        kept.next += found.length;
        for (const { id, given } of found) kept.papers.set(id, { from, given });
        return found;
      } finally {
        stopClock();
      }
    }, signal);
  },

  judgeAs(id, kind) {
    return inTurn(async () => {
      const judged = await ask("judgeAs", await there(id), kind, language);
      kept.papers.get(id).given = judged.given;
      return judged;
    });
  },

  async papers() {
    // What is dropped while the core begins comes by itself.
    const here = [...kept.papers.keys()];
    try {
      choices = await inTurn(() => ask("choices", language));
    } catch (error) {
      const warning = element("p", { class: "warning", role: "alert" }, text("cannot_start", { reason: error.message }));
      document.getElementById("drop").before(warning);
    }
    return inTurn(async () => {
      const papers = [];
      for (const id of here) papers.push(await ask("paper", await there(id), language));
      return { papers, reviews: kept.reviews };
    });
  },

  review(id, { fingerprint, answer, reason, by }) {
    return noted(async () => ask("review", await there(id), fingerprint, answer, reason, by, language));
  },

  addReviews(file) {
    return noted(() => ask("addReviews", file, language));
  },

  async reviews() {
    const file = written(await inTurn(() => ask("reviews")), true);
    kept.unsaved = false;
    return file;
  },

  async report(id, form, save = false) {
    return written(await inTurn(async () => ask("report", await there(id), form, language)), save);
  },

  async comparison(older, newer, form, save = false) {
    const compared = async () => ask("comparison", await there(older), await there(newer), form, language);
    return written(await inTurn(compared), save);
  },

  async remove(id) {
    const paper = kept.papers.get(id);
    kept.papers.delete(id);
    await inTurn(async () => {
      if (kept.worker && paper?.from.worker === kept.worker) await ask("remove", Number(id));
    });
  },

  async clear() {
    for (const id of [...kept.papers.keys()]) await engine.remove(id);
    Object.assign(kept, { notes: "", reviews: 0, unsaved: false });
    await inTurn(() => ask("note", "", language));
  },

  async sample() {
    const { bytes, name } = await inTurn(() => ask("sample"));
    return new File([bytes], name);
  },

  choices: () => choices,
};
