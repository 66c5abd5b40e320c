// Asks the program on this machine. What is sent and received never leaves it.
import { language, text } from "./texts.js";

/** Thrown when the reader stopped what was being done. */
export class Stopped extends Error {}

const here = new URL(".", document.baseURI);
const KEPT = `genomsyra ${here.pathname}`;

function address(path, values = {}) {
  const url = new URL(path, here);
  url.searchParams.set("lang", language);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url;
}

async function ask(path, { values, ...how } = {}) {
  const answer = await fetch(address(path, values), how).catch(() => {
    throw new Error(text("no_answer"));
  });
  if (!answer.ok) throw await wrong(answer);
  return answer;
}

async function wrong(answer) {
  const told = await answer.json().catch(() => ({}));
  return new Error(told.message ?? `${answer.status}`);
}

let session = sessionStorage.getItem(KEPT);
let choices = { kinds: [], areas: [] };

async function begin() {
  ({ session } = await (await ask("session", { method: "POST" })).json());
  sessionStorage.setItem(KEPT, session);
}

/** A file from an answer, to be saved under the name that came with it. */
async function toSave(answer) {
  const coded = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition"))?.[1];
  const href = URL.createObjectURL(await answer.blob());
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return { href, name: decodeURIComponent(coded ?? "genomsyra") };
}

async function written(path, save) {
  if (save) return toSave(await ask(path, { values: { save: "1" } }));
  return { href: address(path).href };
}

export const engine = {
  add(file, progress, signal) {
    return new Promise((resolve, reject) => {
      const url = address(`s/${session}/documents`, { name: file.name });
      const request = new XMLHttpRequest();
      let clock;
      const end = (act) => {
        clearInterval(clock);
        act();
      };
      const begun = Date.now();
      const reading = () => {
        const seconds = Math.floor((Date.now() - begun) / 1000);
        progress(seconds < 3 ? { key: "reading" } : { key: "reading_long", seconds });
      };
      request.upload.onprogress = ({ loaded, total }) => {
        if (loaded < total) progress({ key: "uploading", percent: Math.floor((loaded / total) * 100), share: loaded / total });
      };
      request.upload.onload = () => {
        reading();
        clock = setInterval(reading, 1000);
      };
      request.onload = () =>
        end(async () => {
          const answer = new Response(request.response, { status: request.status });
          if (answer.ok) resolve(await answer.json());
          else reject(await wrong(answer));
        });
      request.onerror = () => end(() => reject(new Error(text("no_answer"))));
      request.onabort = () => end(() => reject(new Stopped()));
      signal.addEventListener("abort", () => request.abort());
      if (signal.aborted) return reject(new Stopped());
      request.responseType = "arraybuffer";
      request.open("POST", url);
      request.send(file);
    });
  },

  async judgeAs(id, kind) {
    return (await ask(`s/${session}/documents/${id}`, { method: "POST", values: { kind } })).json();
  },

  async papers() {
    choices = await (await ask("choices")).json();
    if (session) {
      const answer = await fetch(address(`s/${session}/`)).catch(() => null);
      if (answer?.ok) return answer.json();
    }
    await begin();
    return (await ask(`s/${session}/`)).json();
  },

  review: async (paper, said) =>
    (await ask(`s/${session}/reviews`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ paper, ...said }) })).json(),
  addReviews: async (file) => (await ask(`s/${session}/reviews`, { method: "PUT", headers: { "content-type": "text/plain" }, body: file })).json(),
  reviews: async () => toSave(await ask(`s/${session}/reviews`)),

  report: (id, form, save = false) => written(`s/${session}/documents/${id}/${form}`, save),
  comparison: (older, newer, form, save = false) => written(`s/${session}/comparison/${older}/${newer}/${form}`, save),
  remove: (id) => ask(`s/${session}/documents/${id}`, { method: "DELETE" }),
  clear: () => ask(`s/${session}/`, { method: "DELETE" }),

  async sample() {
    const answer = await ask("sample");
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))?.[1];
    return new File([await answer.arrayBuffer()], name ?? "exempel");
  },

  choices: () => choices,
};
