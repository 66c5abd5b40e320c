// On paper: nothing is cut, the verdict, tables and areas fit on few pages, and the document's own text comes along only when asked.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { misfits, unfold } from "./lib/layout.js";
import { folder, genomsyra, makeReports } from "./lib/reports.js";

const A4 = { format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } };
/** What is left of A4 between such margins, in CSS pixels. */
const PAPER = { viewport: { width: Math.floor(((210 - 30) / 25.4) * 96), height: 1009 } };
/** Pages that a committee reads. */
const MOST = { short: 14, long: 45, archive: 32 };

const reports = makeReports();
const out = folder();
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

/** Words without what line breaks may change. */
const words = (text) => text.normalize("NFKC").replaceAll(/[\s\u00ad-]+/g, "");

/** Prints a page; how many pages it takes, and the text on them as our own reader has it. */
async function print(page, name) {
  const path = join(out, `${name}.pdf`);
  await page.pdf({ path, ...A4 });
  const text = genomsyra("text", path);
  return { pages: readFileSync(path, "latin1").match(/\/Type\s*\/Page\b/g).length, text: words(text), bytes: statSync(path).size };
}

for (const report of reports) {
  describe(`print: ${report.name}`, () => {
    it("fits the paper, with all that can be unfolded", async () => {
      await withPage(browser, report.url, PAPER, async (page) => {
        await page.emulateMedia({ media: "print" });
        assert.deepEqual(await page.evaluate(misfits), []);
        await page.evaluate(unfold);
        assert.deepEqual(await page.evaluate(misfits), []);
      });
    });

    it("prints verdict, tables and areas on few pages", async () => {
      await withPage(browser, report.url, READERS.desktop, async (page) => {
        const printed = await print(page, report.name);
        const most = report.archive ? MOST.archive : report.long ? MOST.long : MOST.short * (report.name === "several" ? 3 : report.name === "views" || report.name === "english" ? 2 : 1);
        assert.ok(printed.pages <= most, `${printed.pages} pages`);
        await page.emulateMedia({ media: "print" });
        const shown = await page.evaluate(() => [...document.querySelectorAll("h1, h2, h3, h4, blockquote, caption:not(.unseen), .grid tbody th, .grid .role span, .chain th, .ask, .where .place, .next li, .report > section > p:not(:has(.badge))")].filter((element) => element.checkVisibility()).map((element) => element.textContent.trim()));
        assert.ok(shown.length > (report.unread ? 0 : 30));
        assert.deepEqual(shown.filter((text) => !printed.text.includes(words(text))).slice(0, 5), []);
      });
    });

    if (report.quotes && !report.unread && !report.long && !report.comparison && !report.archive) {
      it("prints the document's text when asked, by keyboard, with or without script", async () => {
        for (const javaScriptEnabled of [true, false]) {
          await withPage(browser, report.url, { ...READERS.desktop, javaScriptEnabled }, async (page) => {
            const said = await page.evaluate(() => [...document.querySelectorAll(".text :is(p, li) mark")].map((mark) => mark.textContent.trim()).filter((text) => text.length > 60));
            const missing = (printed) => said.filter((text) => !printed.text.includes(words(text)));
            const without = await print(page, `${report.name}-without`);
            assert.ok(without.text.includes(words(report.language === "en" ? "Left out of the print." : "Utelämnat i utskriften.")));
            for (const choice of await page.locator("section[id$=text] .on-paper").all()) {
              await choice.focus();
              await page.keyboard.press("Space");
            }
            const whole = await print(page, `${report.name}-whole`);
            assert.ok(whole.pages > without.pages, `${without.pages} → ${whole.pages} pages`);
            // Our reader may set a line of text and small print in another order than it stands; no word is lost.
            assert.deepEqual(said.flatMap((text) => text.split(/\s+/)).filter((word) => !whole.text.includes(words(word))), []);
            if (said.length > 0) assert.ok(missing(whole).length < missing(without).length, `${missing(without).length} → ${missing(whole).length} of ${said.length}`);
          });
        }
      });
    }
  });
}
