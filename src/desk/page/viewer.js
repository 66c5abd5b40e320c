// One report, or two versions beside each other, with what can be done with it.
import { button, element } from "./dom.js";
import * as papers from "./papers.js";
import * as reviewing from "./reviewing.js";
import { text } from "./texts.js";

const viewer = document.getElementById("viewer");
const heading = document.getElementById("viewer-heading");
const tools = document.getElementById("tools");
const told = document.getElementById("viewer-told");
const report = document.getElementById("report");

const FORMS = ["docx", "annotated", "xlsx", "html", "csv", "md", "json"];
const FORMS_OF_COMPARISON = ["docx", "html", "md", "json"];

/** What the frame shows, so that an answer that comes late is not shown in its place. */
let shown = null;

/** Whether what the frame shows was written into it, and not led there by an address. */
let isWritten = false;

/** Not by `srcdoc`, in which a report's links to its own places would lead to this page. */
function write(html) {
  const inside = report.contentDocument;
  inside.open();
  inside.write(html);
  inside.close();
  isWritten = html !== "";
}

export function close() {
  viewer.hidden = true;
  shown = null;
  report.removeAttribute("src");
  if (isWritten) write("");
}

/** Shows the report of a document; `judged` takes in what became of documents when something was said of a finding. */
export async function show(id, engine, judged) {
  const one = papers.paper(id);
  if (!one) return missing();
  const { card } = one;
  const title = card.title ?? card.name;
  open(text("report_title", { name: title }));
  const forms = FORMS.filter((form) => form !== "annotated" || card.takes_comments);
  tools.append(await kinds(one, engine), saving(forms, (form, save) => engine.report(id, form, save)), printing());
  report.onload = () => reviewable(id, engine, judged);
  await frame(() => engine.report(id, "html"));
}

/** Lets the reader say of each finding whether it is right. */
function reviewable(id, engine, judged) {
  const say = async (said) => {
    const answered = await engine.review(id, said);
    const stood = reviewing.standing(report);
    judged(answered);
    const mine = shown;
    report.onload = () => {
      reviewable(id, engine, judged);
      if (shown === mine) reviewing.restore(report, stood, said.fingerprint);
    };
    await frame(() => engine.report(id, "html"));
    told.textContent = text("judged", { points: papers.paper(id)?.card.verdict?.points ?? "" });
  };
  if (report.contentDocument?.querySelector("main")) reviewing.attach(report, engine.choices().areas, say);
}

/** Shows what differs between two documents. */
export async function compare(older, newer, engine) {
  const [before, after] = [papers.paper(older), papers.paper(newer)];
  if (!before || !after) return missing();
  open(text("compare_title", { older: before.card.name, newer: after.card.name }));
  tools.append(saving(FORMS_OF_COMPARISON, (form, save) => engine.comparison(older, newer, form, save)), printing());
  await frame(() => engine.comparison(older, newer, "html"));
}

function missing() {
  open(text("not_there"));
  report.hidden = true;
}

function open(title) {
  shown = {};
  report.onload = null;
  viewer.hidden = false;
  report.hidden = false;
  heading.textContent = title;
  report.title = title;
  told.textContent = "";
  tools.replaceChildren();
  heading.focus();
}

async function frame(wanted) {
  const mine = shown;
  try {
    const { href, html } = await wanted();
    if (shown !== mine) return;
    if (html === undefined) report.src = href;
    else write(html);
  } catch (error) {
    if (shown === mine) told.textContent = text("failed", { reason: error.message });
  }
}

/** A list of files to save; each is made when it is asked for. */
function saving(forms, made) {
  const save = async (form) => {
    try {
      const { href, name } = await made(form, true);
      element("a", { href, download: name }).click();
    } catch (error) {
      told.textContent = text("failed", { reason: error.message });
    }
  };
  const items = forms.map((form) => element("li", {}, button(text(`save_${form}`), { "data-form": form }, () => save(form))));
  return element("details", { class: "menu" }, element("summary", { class: "button" }, text("save")), element("ul", {}, ...items));
}

function printing() {
  return button(text("print"), {}, () => report.contentWindow.print());
}

/** The choice of the document's type; judges it anew. */
async function kinds(one, engine) {
  const select = element("select", { id: "kind" }, new Option(text("kind_found"), ""));
  for (const { id, name } of engine.choices().kinds) select.append(new Option(name, id));
  select.value = one.given ?? "";
  select.addEventListener("change", async () => {
    told.textContent = text("reading", { name: one.card.name });
    try {
      const judged = await engine.judgeAs(one.id, select.value);
      papers.replace(judged, engine);
      told.textContent = text("kind_changed", { type: judged.card.verdict?.extent[0] ?? select.selectedOptions[0].text });
      await frame(() => engine.report(one.id, "html"));
    } catch (error) {
      told.textContent = text("failed", { reason: error.message });
    }
  });
  return element("p", { class: "field" }, element("label", { for: "kind" }, text("kind")), " ", select);
}
