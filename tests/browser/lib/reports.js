// The reports that are looked at: made anew by the program itself, from documents of the corpus, into a folder of their own.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");
export const CORPUS = join(ROOT, "corpus");
export const PROGRAM = process.env.GENOMSYRA ?? join(ROOT, "target/debug/genomsyra");
/** Exit codes of a run that wrote its report: all read; some documents could not be read. */
const WROTE = [0, 3];

/** Runs the program among the documents of the corpus; what it wrote to standard output. */
export const genomsyra = (...args) => genomsyraIn(CORPUS, ...args);

/** The same in any folder. */
export function genomsyraIn(cwd, ...args) {
  try {
    return execFileSync(PROGRAM, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
  } catch (error) {
    if (WROTE.includes(error.status)) return error.stdout;
    throw new Error(`genomsyra ${args.join(" ")}: ${error.stderr || error.message}`);
  }
}

const folders = [];
process.on("exit", () => folders.forEach((made) => rmSync(made, { recursive: true, force: true })));

/** A folder that is gone when the tests are. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), "genomsyra-browser-"));
  folders.push(made);
  return made;
}

/** A file that says it is a PDF and is none. */
function broken(into) {
  const file = join(into, "trasig.pdf");
  writeFileSync(file, "%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
  return file;
}

/** As many words as a municipality's whole budget: the documents of the corpus after each other. */
function long(into) {
  const file = join(into, "mal-och-budget-hela.md");
  const documents = readdirSync(join(CORPUS, "documents")).filter((name) => name.endsWith(".md")).sort();
  const texts = documents.map((name) => readFileSync(join(CORPUS, "documents", name), "utf8").replace(/^#/gm, "##"));
  writeFileSync(file, `# Mål och budget\n\n${texts.join("\n\n")}`);
  return file;
}

/** The overview of an archive: the documents of the corpus, issued anew in so many years, and a file that cannot be read. */
export function makeArchive({ name, years, into = folder() }) {
  const [archive, file] = [join(into, name), join(into, `${name}.html`)];
  const documents = readdirSync(join(CORPUS, "documents")).filter((document) => document.endsWith(".md"));
  for (let year = 2026 - years; year < 2026; year += 1) {
    mkdirSync(join(archive, `${year}`), { recursive: true });
    for (const document of documents) {
      const text = readFileSync(join(CORPUS, "documents", document), "utf8");
      writeFileSync(join(archive, `${year}`, document), text.replaceAll(/\b20[12]\d\b/g, year));
    }
  }
  broken(archive);
  genomsyra("scan", archive, "--no-store", "--date", "2026-01-01", "--format", "html", "--output", file);
  return { name, archive: true, language: "sv", quotes: true, documents: documents.length * years + 1, file, url: pathToFileURL(file).href };
}

/** Every report: what it is called, its language, and what the program is asked. A comparison holds no text of a whole document. */
export function makeReports() {
  const into = folder();
  const asked = [
    { name: "markdown", args: ["documents/jamstalldhetsstrategi-region-vastmark.md"] },
    { name: "word", args: ["docx/handlingsplan-vald-mossaker.docx"] },
    { name: "pdf", args: ["pdf/budget-ekvalla.pdf"] },
    { name: "silent", args: ["pdf/va-plan-vitgarn.pdf"] },
    { name: "unread", args: [broken(into)], unread: true },
    { name: "several", args: ["pdf/program-manskliga-rattigheter-granlida.pdf", "docx/exempel-policy.docx", broken(into), "documents/vision-tranevik.md"] },
    { name: "views", args: ["documents/plan-funktionsratt-lindvalla.md", "--view", "alla"] },
    { name: "no-quotes", args: ["documents/program-manskliga-rattigheter-granlida.md", "--no-quotes"], quotes: false },
    { name: "english", args: ["docx/exempel-policy.docx", "--lang", "en", "--view", "alla"], language: "en" },
    { name: "comparison", command: "compare", args: ["documents/exempel-policy.md", "documents/medarbetarpolicy-ronnhult.md"], comparison: true },
    { name: "long", args: [long(into)], long: true },
  ];
  const reports = asked.map(({ command = "check", args, language = "sv", quotes = true, ...rest }) => {
    const file = join(into, `${rest.name}.html`);
    genomsyra(command, ...args, "--format", "html", "--output", file);
    return { language, quotes, ...rest, file, url: pathToFileURL(file).href };
  });
  // As many years as a promise takes to be told of as repeated.
  return [...reports, makeArchive({ name: "archive", years: 3, into })];
}
