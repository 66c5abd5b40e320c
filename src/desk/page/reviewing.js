// What the reader says of a finding: a button beside each in the report, and the dialog that it opens.
import { button, element } from "./dom.js";
import { text } from "./texts.js";

const dialog = document.getElementById("judge");
const form = dialog.querySelector("form");
const told = document.getElementById("judge-told");
const undo = document.getElementById("judge-undo");
const { answer, reason, by } = form.elements;

/** Saves what is said; set while the dialog is open. */
let say = null;

/** The reports are shut against styles of others: this one is made in their own window. */
const STYLE = `
  .judge { font: inherit; font-size: 0.85rem; padding: 0 0.6rem; min-height: 1.75rem; margin-left: 0.4rem; border: 1px solid; border-radius: 0.3rem; background: none; color: inherit; cursor: pointer; }
  .judge:hover { text-decoration: underline; }
  @media print { .judge { display: none; } }`;

/**
 * Puts a button beside every finding of a report. `act(said)` saves { fingerprint, answer, reason, by }; an empty answer takes back what was
 * said. It throws with words for the reader.
 */
export function attach(frame, areas, act) {
  const report = frame.contentDocument;
  const sheet = new frame.contentWindow.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  report.adoptedStyleSheets.push(sheet);
  for (const finding of report.querySelectorAll("[data-fingerprint]")) {
    const { fingerprint, area, answer: given } = finding.dataset;
    const sentence = (finding.querySelector("blockquote, q") ?? finding).textContent.trim();
    const about = areas.find(({ id }) => id === area)?.name ?? area;
    const words = text(given ? "judge_again" : "judge");
    const label = text("judge_of", { words, area: about, sentence: beginning(sentence) });
    const opener = button(words, { class: "judge", "aria-label": label }, () => open({ fingerprint, given, sentence, about, opener }, act));
    // Made out there, taken in here: what is put into another document belongs to it.
    (finding.querySelector(".where") ?? finding).append(" ", report.adoptNode(opener));
  }
}

function beginning(sentence) {
  return sentence.length > 60 ? `${sentence.slice(0, 60)}…` : sentence;
}

function open({ fingerprint, given, sentence, about, opener }, act) {
  document.getElementById("judge-area").textContent = about;
  document.getElementById("judge-sentence").textContent = sentence;
  answer.value = given ?? "";
  reason.value = "";
  told.textContent = "";
  undo.hidden = !given;
  demand();
  say = (said) => act({ fingerprint, ...said });
  // The browser gives the focus back to what is in the page itself, not in its frame.
  dialog.addEventListener("close", () => opener.focus({ preventScroll: true }), { once: true });
  dialog.showModal();
}

/** Whoever rejects says why. */
function demand() {
  reason.required = answer.value === "avvisad";
}
for (const choice of answer) choice.addEventListener("change", demand);

async function save(said) {
  for (const control of form.elements) control.disabled = true;
  try {
    await say(said);
    dialog.close();
  } catch (error) {
    told.textContent = text("failed", { reason: error.message });
  } finally {
    for (const control of form.elements) control.disabled = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save({ answer: answer.value, reason: reason.value, by: by.value });
});
undo.addEventListener("click", () => save({ answer: "", reason: "", by: "" }));
document.getElementById("judge-cancel").addEventListener("click", () => dialog.close());

/** Which parts of a report are open and how far it is scrolled, so that a new one can be shown as the old one stood. */
export function standing(frame) {
  const report = frame.contentDocument;
  const open = [...report.querySelectorAll("details[open]")].map(name);
  return { open: new Set(open), top: frame.contentWindow.scrollY };
}

/** Shows a report as another one stood. */
export function restore(frame, { open, top }, fingerprint) {
  const report = frame.contentDocument;
  for (const details of report.querySelectorAll("details")) if (open.has(name(details))) details.open = true;
  frame.contentWindow.scrollTo({ top, behavior: "instant" });
  const near = [...report.querySelectorAll(`[data-fingerprint="${CSS.escape(fingerprint)}"] .judge`)];
  const seen = near.find((one) => one.checkVisibility() && Math.abs(one.getBoundingClientRect().top) < frame.clientHeight);
  (seen ?? frame).focus({ preventScroll: true });
}

/** A fold is known by its part of the report and its words, whatever numbers stand in them. */
function name(details) {
  return `${details.closest("[id]")?.id} ${details.querySelector("summary")?.textContent.replace(/[\d\s]+/g, " ")}`;
}

/** How much has been said, and how to take it home. */
const told_of_all = document.getElementById("reviews");
let unsaved = false;

/** `count` reviews; `kept`: the file in which the program keeps them, if it does. */
export function count(number, kept, engine, isNew) {
  unsaved = !kept && number > 0 && (unsaved || isNew);
  told_of_all.hidden = number === 0;
  if (number === 0) return;
  const words = text(number === 1 ? "reviews_one" : "reviews_many", { n: number });
  const where = kept ? text("reviews_kept", { file: kept }) : text("reviews_unkept");
  const take = async () => {
    try {
      const { href, name } = await engine.reviews();
      element("a", { href, download: name }).click();
      unsaved = false;
    } catch (error) {
      told_of_all.append(element("p", { class: "warning" }, text("failed", { reason: error.message })));
    }
  };
  told_of_all.replaceChildren(
    element("p", {}, element("strong", {}, words), ` ${where}`),
    element("p", {}, button(text("reviews_save"), { id: "reviews-save" }, take)),
  );
}

// What has been said takes work: nobody loses it by closing the page in passing.
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
