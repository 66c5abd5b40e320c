// Nothing is wider than its window or cut: at every width, with text at twice its size, and with the text spacing of WCAG 1.4.12.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { misfits, spaceOut, unfold } from "./lib/layout.js";
import { makeReports } from "./lib/reports.js";

const reports = makeReports();
let browser;
let large;
before(async () => { [browser, large] = [await startBrowser(), await startBrowser({ textSize: 32 })]; });
after(() => Promise.all([browser?.close(), large?.close()]));

for (const report of reports) {
  describe(`layout: ${report.name}`, () => {
    for (const name of ["desktop", "phone", "narrow"]) {
      it(`fits the reader “${name}”, folded and unfolded`, async () => {
        await withPage(browser, report.url, READERS[name], async (page) => {
          assert.deepEqual(await page.evaluate(misfits), []);
          await page.evaluate(unfold);
          assert.deepEqual(await page.evaluate(misfits), []);
        });
      });
    }
    it("stands text at twice its size", async () => {
      for (const width of [1280, 640]) {
        await withPage(large, report.url, { viewport: { width, height: 900 } }, async (page) => {
          assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
          assert.deepEqual(await page.evaluate(misfits), [], `at ${width}`);
        });
      }
    });
    if (!report.long) {
      it("stands more space between lines, words and letters", async () => {
        await withPage(browser, report.url, READERS.narrow, async (page) => {
          await page.evaluate(spaceOut);
          assert.deepEqual(await page.evaluate(misfits), []);
        });
      });
    }
  });
}

it("a page that is too wide is not let through", async () => {
  await withPage(browser, "data:text/html,<p style='width:900px'>wide</p><div style='overflow:auto'><p style='width:900px'>wide</p></div>", READERS.narrow, async (page) => {
    const wrong = (await page.evaluate(misfits)).join("\n");
    for (const part of ["the page is", "out of the window", "not by keyboard", "has no name"]) assert.ok(wrong.includes(part), wrong);
  });
});
