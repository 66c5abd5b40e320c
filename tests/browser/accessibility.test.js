// axe-core finds nothing, in any of the ways that readers have the page.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axe } from "./lib/axe.js";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { unfold } from "./lib/layout.js";
import { makeReports } from "./lib/reports.js";

const reports = makeReports();
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

// The long one has nothing that the others lack, and axe takes its time.
for (const report of reports.filter((report) => !report.long)) {
  describe(`axe-core: ${report.name}`, () => {
    for (const [name, reader] of Object.entries(READERS)) {
      it(`finds nothing for the reader “${name}”`, async () => {
        await withPage(browser, report.url, reader, async (page) => {
          const { found, passed } = await axe(page, reader);
          assert.deepEqual(found, []);
          assert.ok(passed > 10, `only ${passed} rules had anything to look at`);
        });
      });
    }
    for (const name of ["desktop", "narrow"]) {
      it(`finds nothing in what is folded away (${name})`, async () => {
        await withPage(browser, report.url, READERS[name], async (page) => {
          await page.evaluate(unfold);
          assert.deepEqual((await axe(page)).found, []);
        });
      });
    }
  });
}

it("axe-core sees what is wrong: a page with faults is not let through", async () => {
  const faulty = "data:text/html,<title>x</title><p style='color:%23ccc'>pale</p><img src='data:,'><a href='%23nowhere'></a>";
  await withPage(browser, faulty, READERS.desktop, async (page) => {
    const rules = new Set((await axe(page)).found.map((line) => line.split(":")[0]));
    for (const rule of ["html-has-lang", "color-contrast", "image-alt", "link-name"]) assert.ok(rules.has(rule), `${rule} in ${[...rules]}`);
  });
});
