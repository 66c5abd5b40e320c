// The core, in a worker so that the page stays alive: one call at a time, and a new worker after one that broke or was stopped.
import { language, text } from "./texts.js";

/** Thrown when the reader stopped what was being done. */
export class Stopped extends Error {}

/** What the page came with and what lies on it. Stays in the window when the other language's page is written into it. */
export const kept = (globalThis.genomsyra ??= {
  ...brought(),
  /** Documents by their ids: { id, from, given }; `from` is { file, first, count, worker }, shared by those of one file. */
  papers: new Map(),
  next: 1,
  /** What has been said of findings: the text of its file, how much it is, and whether it waits to be taken home. */
  notes: "",
  reviews: 0,
  unsaved: false,
  worker: null,
  module: null,
  /** The memory of a core never shrinks. One that has taken more than this, in bytes, is done with: what is asked for later is read again. */
  mostMemory: 2 ** 30,
  memory: 0,
  /** Ends with what is being done now. */
  turn: Promise.resolve(),
});

/** { pages, worker, core }: both languages' pages, the worker's program, and the core, packed. */
function brought() {
  const block = document.getElementById("brought");
  const { worker, ...rest } = JSON.parse(block.textContent);
  block.remove();
  return { ...rest, program: URL.createObjectURL(new Blob([worker], { type: "text/javascript" })) };
}

/** Does something when all that was asked for before is done; `signal` stops it, and the core with it. */
export function inTurn(act, signal) {
  const stop = () => end(new Stopped());
  const mine = kept.turn.then(async () => {
    if (signal?.aborted) throw new Stopped();
    signal?.addEventListener("abort", stop);
    try {
      return await act();
    } finally {
      signal?.removeEventListener("abort", stop);
      if (kept.memory > kept.mostMemory) end();
    }
  });
  kept.turn = mine.catch(() => {});
  return mine;
}

/** Calls the core, which is there or begins. Only in turn. */
export async function ask(call, ...values) {
  if (!kept.worker) {
    kept.worker = new Worker(kept.program);
    const { core: packed, module, notes } = kept;
    kept.module = await answer("begin", [{ packed, module, today: today(), notes, language }]);
    kept.core = null;
  }
  return answer(call, values);
}

function answer(call, values) {
  return new Promise((resolve, reject) => {
    const { worker } = kept;
    const broke = (reason) => {
      end();
      reject(new Error(text("broken", { reason })));
    };
    worker.onmessage = ({ data: { answer, memory, told, unreadable, broken } }) => {
      kept.stopped = null;
      kept.memory = memory ?? kept.memory;
      if (broken !== undefined) broke(broken);
      else if (unreadable) reject(new Error(text("unreadable")));
      else if (told !== undefined) reject(new Error(told));
      else resolve(answer);
    };
    worker.onerror = (event) => broke(event.message ?? "Worker");
    kept.stopped = reject;
    worker.postMessage({ call, values });
  });
}

/** Ends the core; what it was asked for fails for this reason. */
function end(reason) {
  kept.worker?.terminate();
  kept.worker = null;
  kept.memory = 0;
  kept.stopped?.(reason);
  kept.stopped = null;
}

/** The reader's own day, as the core wants it. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
