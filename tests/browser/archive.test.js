// The overview of a whole archive: search, filters and pages; every row reachable without script. What must hold of any page is tried on it
// beside the other reports.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { inSight } from "./lib/layout.js";
import { makeArchive } from "./lib/reports.js";

const archive = makeArchive({ name: "many", years: 8 });
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

const open = (reader, look) => withPage(browser, archive.url, reader, look);
/** What the rows in sight say, and what the page says of them. */
const state = (page) => page.evaluate(() => ({
  told: document.querySelector(".tools output").textContent.match(/\d+/g).map(Number),
  rows: [...document.querySelectorAll("#dokumentlista tbody tr")].map((row) => ({ ...row.dataset, text: row.textContent, path: row.firstElementChild.firstChild.textContent })),
}));

const paths = (page) => page.locator("#dokument tbody tr").evaluateAll((rows) => rows.map((row) => row.firstElementChild.firstChild.textContent));

describe("rows", () => {
  it("stand on pages, in the order of their paths, each once", async () => {
    await open(READERS.desktop, async (page) => {
      const all = [];
      for (;;) {
        const { told, rows } = await state(page);
        assert.deepEqual(told, [all.length + 1, all.length + rows.length, archive.documents, archive.documents]);
        all.push(...rows.map((row) => row.path));
        if (await page.locator("[data-step='1']").isDisabled()) break;
        await page.locator("[data-step='1']").focus();
        await page.keyboard.press("Enter");
      }
      assert.equal(new Set(all).size, archive.documents);
      assert.deepEqual(all, [...all].sort());
      await page.locator("[data-step='-1']").focus();
      await page.keyboard.press("Enter");
      assert.ok((await state(page)).told[1] < archive.documents, "not on the last page any more");
    });
  });

  it("are there without script: the first in sight, the rest in folds that open by keyboard", async () => {
    await open({ ...READERS.desktop, javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("#sok").isVisible(), false, "controls that do nothing");
      assert.equal(new Set(await paths(page)).size, archive.documents);
      assert.ok(await page.locator("#dokumentlista tbody tr").last().isVisible());
      await page.locator("#fler-dokument summary").first().focus();
      await page.keyboard.press("Enter");
      assert.ok(await page.locator("#fler-dokument tbody tr").first().isVisible());
      const folded = await page.evaluate(() => [...document.querySelectorAll("#fler-dokument tbody tr")].every((row) => row.closest("details")));
      assert.ok(folded, "so many rows are folded away");
    });
  });
});

describe("search and filters", () => {
  it("show what was asked for, count it, and say so when nothing fits", async () => {
    await open(READERS.desktop, async (page) => {
      const field = (name) => page.locator(`[data-filter=${name}]`);
      await field("s").focus();
      await page.keyboard.type("Budget EKVALLA");
      let now = await state(page);
      assert.ok(now.rows.length > 0 && now.rows.every((row) => /budget/i.test(row.text) && /ekvalla/i.test(row.text)));
      assert.equal(now.told[2], now.rows.length);
      await page.keyboard.type(" finns inte");
      assert.equal((await state(page)).rows.length, 0);
      assert.deepEqual((await state(page)).told, [archive.documents]);
      await field("s").fill("");
      for (const [name, data] of [["l", "l"], ["t", "t"], ["o", "o"], ["c", "c"]]) {
        let found = 0;
        const values = await field(name).locator("option").evaluateAll((all) => all.map((option) => option.value).filter((value) => value !== ""));
        for (const value of values) {
          await field(name).selectOption(value);
          now = await state(page);
          assert.ok(now.rows.every((row) => row[data] === value), `${name} = ${value}`);
          found += now.rows.length === 0 ? 0 : now.told[2];
        }
        // Only a type may be unknown.
        assert.ok(name === "t" ? found <= archive.documents : found === archive.documents, `${name}: ${found} of ${archive.documents}`);
        await field(name).selectOption("");
      }
      const [year] = await field("y").locator("option").evaluateAll((all) => all.map((option) => option.value).filter((value) => value !== ""));
      await field("y").selectOption(year);
      now = await state(page);
      assert.ok(now.rows.length > 0 && now.rows.every((row) => Number(row.y) <= Number(year) && Number(year) <= Number(row.z)));
    });
  });

  it("are reached by keyboard, at 320 pixels too", async () => {
    await open(READERS.narrow, async (page) => {
      await page.locator('.contents a[href="#dokument"]').focus();
      await page.keyboard.press("Enter");
      assert.ok(await page.evaluate(inSight, "#dokument > :first-child"));
      const stops = [];
      while (stops.length < 8) {
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(inSight), "out of sight");
        stops.push(await page.evaluate(() => document.activeElement.dataset.filter ?? document.activeElement.dataset.step));
        if (stops.at(-1) === "1") break;
      }
      // The button that leads back from the first page is no stop.
      assert.deepEqual(stops.filter((stop) => stop !== undefined), ["s", "o", "t", "y", "l", "c", "1"]);
    });
  });
});
