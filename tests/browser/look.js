// Pictures for people: `node look.js FOLDER REPORT.html…` puts each report as a PNG at three widths and as a printed PDF into FOLDER.
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { READERS, startBrowser, withPage } from "./lib/browser.js";

const [folder, ...files] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
for (const file of files) {
  const url = pathToFileURL(resolve(file)).href;
  const name = join(folder, basename(file, ".html"));
  for (const reader of ["desktop", "phone", "narrow", "forced"]) {
    await withPage(browser, url, READERS[reader], (page) => page.screenshot({ path: `${name}-${reader}.png`, fullPage: true }));
  }
  await withPage(browser, url, READERS.desktop, (page) => page.pdf({ path: `${name}.pdf`, format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } }));
}
await browser.close();
