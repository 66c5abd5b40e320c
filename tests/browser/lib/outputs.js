// All that can be written of a document, by the program and by the core in a tab, to be held beside each other.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { PROGRAM } from "./reports.js";

const FORMS = ["html", "docx", "xlsx", "json", "csv", "md"];
const TAKE_COMMENTS = [".docx", ".pdf"];
const run = promisify(execFile);

/** What the program writes of a document: bytes by form. */
export async function ofProgram(folder, name) {
  const into = await mkdtemp(join(tmpdir(), "genomsyra-outputs-"));
  const ending = extname(name);
  const arguments_ = FORMS.map((form) => [form, join(into, `report.${form}`), ["--format", form, "--output"]]);
  if (TAKE_COMMENTS.includes(ending)) arguments_.push(["annotated", join(into, `copy${ending}`), ["--annotate"]]);
  try {
    const written = arguments_.map(async ([form, file, how]) => {
      await run(PROGRAM, ["check", name, ...how, file], { cwd: folder, maxBuffer: 1 << 28 });
      return [form, await readFile(file)];
    });
    return Object.fromEntries(await Promise.all(written));
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/** A core of the page's own kind, beside the one that it uses: what to ask it with. */
export function ownCore(page) {
  return page.evaluateHandle(async () => {
    const { program, module, core: packed } = globalThis.genomsyra;
    const worker = new Worker(program);
    const ask = (call, ...values) => new Promise((told) => {
      worker.onmessage = ({ data }) => told(data);
      worker.postMessage({ call, values });
    });
    await ask("begin", { module, packed, today: new Date().toLocaleDateString("sv-SE") });
    return ask;
  });
}

/** What that core writes of a document: bytes by form. */
export async function ofCore(page, core, path, forms) {
  const coded = await page.evaluate(async ([ask, name, coded, forms]) => {
    const file = new File([Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))], name);
    await ask("add", file, 1, 1, "sv");
    const out = {};
    for (const form of forms) {
      const { answer } = await ask("report", 1, form, "sv");
      let letters = "";
      for (let at = 0; at < (answer?.bytes.length ?? 0); at += 8192) letters += String.fromCharCode(...answer.bytes.subarray(at, at + 8192));
      out[form] = btoa(letters);
    }
    return out;
  }, [core, basename(path), (await readFile(path)).toString("base64"), forms]);
  return Object.fromEntries(Object.entries(coded).map(([form, letters]) => [form, Buffer.from(letters, "base64")]));
}
