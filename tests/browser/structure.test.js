// The page as a browser built it: one file that fetches nothing, whose links lead somewhere, and that says what language its words are in.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { makeReports } from "./lib/reports.js";

const reports = makeReports();
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

for (const report of reports) {
  describe(`structure: ${report.name}`, () => {
    it("fetches nothing, and nothing goes wrong in it", async () => {
      await withPage(browser, report.url, READERS.desktop, async (page, heard) => {
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.waitForLoadState("networkidle");
        assert.deepEqual(heard, { requests: [report.url], wrong: [] });
        assert.deepEqual(await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name)), []);
      });
    });

    it("has ids that are its own and links that lead somewhere", async () => {
      await withPage(browser, report.url, READERS.desktop, async (page) => {
        const { ids, links } = await page.evaluate(() => ({
          ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
          links: [...document.querySelectorAll("a[href], area[href]")].map((element) => element.getAttribute("href")),
        }));
        assert.equal(new Set(ids).size, ids.length, "an id twice");
        const known = new Set(ids.map((id) => `#${id}`));
        assert.deepEqual(links.filter((href) => !known.has(href)), []);
        assert.ok(links.length > (report.unread ? 0 : report.comparison ? 1 : 10));
      });
    });

    it("says its language, and that of the document's own words", async () => {
      await withPage(browser, report.url, READERS.desktop, async (page) => {
        assert.equal(await page.evaluate(() => document.documentElement.lang), report.language);
        const said = await page.evaluate(() => [...document.querySelectorAll("blockquote, q, mark, .text")].map((element) => element.closest("[lang]").lang));
        assert.deepEqual([...new Set(said)], report.unread || !report.quotes ? [] : ["sv"]);
      });
    });
  });
}
