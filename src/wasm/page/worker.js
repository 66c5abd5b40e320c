// The core in its worker. `wasm_bindgen`, which reaches it, stands before this in the same file. One call at a time: the page waits for each.
let core;
let exports;

/** Nothing but the words that the core throws is for the reader: after everything else there is no core to go on with. */
class Unreadable extends Error {}

async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const wasm = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(wasm).arrayBuffer());
}

async function bytesOf(file) {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Unreadable();
  });
  return new Uint8Array(bytes);
}

function handedOver(written) {
  const file = { name: written.name(), kind: written.kind(), bytes: written.bytes() };
  written.free();
  return file;
}

const calls = {
  /** Makes the core; gives what makes the next one without unpacking. */
  async begin({ packed, module, today, notes, language }) {
    const compiled = module ?? (await unpacked(packed));
    exports = wasm_bindgen.initSync({ module: compiled });
    core = new wasm_bindgen.Core(today);
    core.note(notes, language);
    return compiled;
  },
  choices: (language) => JSON.parse(core.choices(language)),
  add: async (file, first, room, language) => JSON.parse(core.add(file.name, await bytesOf(file), first, room, language)),
  judgeAs: (id, kind, language) => JSON.parse(core.judge_as(id, kind, language)),
  paper: (id, language) => JSON.parse(core.paper(id, language)),
  report: (id, form, language) => handedOver(core.report(id, form, language)),
  comparison: (older, newer, form, language) => handedOver(core.comparison(older, newer, form, language)),
  review: (id, fingerprint, answer, reason, by, language) => JSON.parse(core.review(id, fingerprint, answer, reason, by, language)),
  addReviews: async (file, language) => JSON.parse(core.add_reviews(new TextDecoder().decode(await bytesOf(file)), language)),
  note: (text, language) => core.note(text, language),
  reviews: () => handedOver(core.reviews()),
  remove: (id) => core.remove(id),
  sample: () => handedOver(core.sample()),
};

onmessage = async ({ data: { call, values } }) => {
  try {
    const answer = await calls[call](...values);
    postMessage({ answer, memory: exports.memory.buffer.byteLength }, answer?.bytes ? [answer.bytes.buffer] : []);
  } catch (error) {
    if (typeof error === "string") postMessage({ told: error });
    else if (error instanceof Unreadable) postMessage({ unreadable: true });
    else postMessage({ broken: String(error?.message ?? error) });
  }
};
