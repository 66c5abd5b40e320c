// The page without a server, as its reader has it: a file that is opened from the disk, with documents put on it.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { READERS, withPage } from "./browser.js";
import { CORPUS, ROOT } from "./reports.js";

const FILE = process.env.GENOMSYRA_PAGE ?? join(ROOT, "target/genomsyra.html");

export const ADDRESS = pathToFileURL(FILE).href;

/** The page's own text, for what stands in it and is not to be asked of a browser. */
export const source = () => readFileSync(FILE, "utf8");

/** Every document of the corpus that people would bring: path and folder. */
export function corpus() {
  const folders = ["documents", "docx", "html", "odt", "pdf", "pptx", "rtf"].map((name) => join(CORPUS, name));
  return folders.flatMap((folder) => readdirSync(folder).filter((name) => !name.startsWith(".")).sort().map((name) => ({ folder, name, path: join(folder, name) })));
}

export const document = (path) => join(CORPUS, path);

/** Opens the page without a network; `look` gets it, and what was heard. */
export function withTab(browser, look, { reader = READERS.desktop, address = ADDRESS } = {}) {
  return withPage(browser, address, { acceptDownloads: true, ...reader }, look);
}

/** Puts documents on the page, as by its button, and waits until all have been read. */
export async function put(page, ...paths) {
  await page.setInputFiles("#files", paths);
  await settled(page);
}

/** Waits until nothing is on its way. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector(".busy") && document.querySelector(".paper"), null, { timeout: 60_000 });
}

/** Drops files as from a window beside the browser. */
export async function dropped(page, ...paths) {
  const files = paths.map((path) => ({ name: basename(path), coded: readFileSync(path).toString("base64") }));
  await page.evaluate((files) => {
    const transfer = new DataTransfer();
    for (const { name, coded } of files) transfer.items.add(new File([Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))], name));
    for (const kind of ["dragover", "drop"]) {
      document.querySelector("#drop").dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, files);
  await settled(page);
}

/** Opens the review of the document in this place of the list; gives the frame that shows it. */
export async function opened(page, place = 0) {
  await page.locator(".paper .actions a").nth(place).click();
  return report(page);
}

/** The frame of the report or comparison when it is there. */
export async function report(page) {
  const handle = await page.waitForSelector("#report:visible");
  const frame = await handle.contentFrame();
  await frame.waitForSelector("main#innehall h1", { timeout: 60_000 });
  return frame;
}

/** What the page saves when a form of the menu is chosen: name and bytes. */
export async function saved(page, form) {
  await page.evaluate(() => { document.querySelector(".menu").open = true; });
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-form="${form}"]`)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
