// The list of documents: what is being read, and the verdict of what has been read.
import { button, element, tell } from "./dom.js";
import { text } from "./texts.js";

const list = document.getElementById("papers");

/** Documents on the page by their ids, in the order in which they came: { id, card }. */
const papers = new Map();

/** Called after each change of the list. */
let changed = () => {};

/** @param {(papers: Map) => void} then called after each change */
export function onChange(then) {
  changed = () => then(papers);
}

export function paper(id) {
  return papers.get(id);
}

/** A line for a file that is on its way; gives the functions that move it on. */
export function begin(name, stop) {
  const told = element("p", { class: "state" }, text("waiting", { name }));
  const bar = element("progress", { "aria-label": name });
  const stopping = button(text("stop"), { "aria-label": text("stop_of", { name }) }, stop);
  const line = element("li", { class: "paper busy" }, told, bar, stopping);
  list.append(line);
  changed();
  return {
    progress(state) {
      if (state.share === undefined) bar.removeAttribute("value");
      else bar.value = state.share;
      told.textContent = text(state.key, { name, ...state });
    },
    done(found, engine) {
      const lines = found.map((one) => add(one, engine));
      line.replaceWith(...lines);
      changed();
      const first = found[0];
      if (first) tell(said(first.card));
    },
    joined(number) {
      line.remove();
      changed();
      tell(text("reviews_joined", { name, n: number }));
    },
    failed(reason) {
      const gone = () => {
        line.remove();
        changed();
      };
      line.replaceChildren(
        element("h3", {}, name),
        element("p", { class: "warning" }, text("failed", { reason })),
        button(text("remove"), { "aria-label": text("remove_of", { name }) }, gone),
      );
      line.classList.remove("busy");
      tell(text("failed", { reason }));
    },
    stopped() {
      line.remove();
      changed();
      tell(text("stopped", { name }));
    },
  };
}

function said(card) {
  const { verdict, name } = card;
  return verdict ? text("done", { name, level: verdict.level, level_name: verdict.level_name }) : text("not_judged", { name });
}

/** Puts a document that has been read on the list. */
export function add(one, engine) {
  papers.set(one.id, one);
  return line(one, engine);
}

/** Shows those that were there before the page was loaded again. */
export function restore(all, engine) {
  list.append(...all.map((one) => add(one, engine)));
  changed();
}

/** A document that was judged anew. */
export function replace(one, engine) {
  papers.set(one.id, one);
  document.getElementById(`paper-${one.id}`)?.replaceWith(line(one, engine));
  changed();
}

export function clear() {
  papers.clear();
  list.replaceChildren();
  changed();
}

function line({ id, card }, engine) {
  const { name, title, verdict, problems } = card;
  const shown = title ?? name;
  const head = element("h3", {}, title ? element("span", { lang: "sv" }, title) : name);
  const made = element("li", { class: "paper", id: `paper-${id}` }, head);
  if (title) made.append(element("p", { class: "note file" }, name));
  if (verdict) {
    const boxes = "■".repeat(verdict.level) + "□".repeat(5 - verdict.level);
    made.append(
      element(
        "p",
        { class: "level" },
        `${text("level", { level: verdict.level })} `,
        element("strong", {}, verdict.level_name),
        " ",
        element("span", { class: "boxes", "aria-hidden": "true" }, boxes),
      ),
      element("p", {}, verdict.points),
      element("p", {}, verdict.meaning),
      element("p", { class: "note" }, verdict.extent.join(" · ")),
    );
  }
  if (problems.length > 0) {
    const heading = verdict ? text("problems") : text("unjudged_heading");
    made.append(
      element("div", { class: "warning" }, element("p", {}, element("strong", {}, heading)), element("ul", {}, ...problems.map((one) => element("li", {}, one)))),
    );
  }
  const remove = async () => {
    const next = made.nextElementSibling ?? made.previousElementSibling;
    papers.delete(id);
    made.remove();
    changed();
    tell(text("removed", { name: shown }));
    (next?.querySelector("a, button") ?? document.getElementById("files")).focus();
    await engine.remove(id).catch(() => {});
  };
  const open = element("a", { class: "button main", href: `#/dokument/${id}`, "aria-label": text("open_of", { name: shown }) }, text("open"));
  made.append(
    element("p", { class: "actions" }, verdict ? open : null, button(text("remove"), { "aria-label": text("remove_of", { name: shown }) }, remove)),
  );
  return made;
}
