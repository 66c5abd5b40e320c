// The store of an archive that `genomsyra serve` shows: documents of the corpus in several municipalities and years, a file that cannot be read, and markup
// where words are expected.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CORPUS, folder, genomsyra } from "./reports.js";

const PLACES = ["Nacka", "Kiruna", "Ystad"];

/** Makes the store; where it is and how many documents it has. */
export function makeStore({ years = 2 } = {}) {
  const into = folder();
  const [archive, store] = [join(into, "arkiv"), join(into, "prov.arkiv")];
  const documents = readdirSync(join(CORPUS, "documents")).filter((name) => name.endsWith(".md")).sort();
  for (const [number, name] of documents.entries()) {
    for (let year = 2026 - years; year < 2026; year += 1) {
      const at = join(archive, PLACES[number % PLACES.length], `${year}`);
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, name), readFileSync(join(CORPUS, "documents", name), "utf8").replaceAll(/\b20[12]\d\b/g, year));
    }
  }
  writeFileSync(join(archive, "trasig.pdf"), "%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
  writeFileSync(join(archive, "<img src=x onerror=alert(1)>.md"), "# <script>alert(1)</script>\n\nBarnets bästa ska <b>alltid</b> beaktas & redovisas varje år.\n");
  genomsyra("scan", archive, "--store", store);
  return { store, documents: documents.length * years + 2 };
}
