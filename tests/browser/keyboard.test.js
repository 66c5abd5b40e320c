// Everything by keyboard: from the first Tab to the last, from finding to place and back, by area and by level.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { focusShown, inSight } from "./lib/layout.js";
import { makeReports } from "./lib/reports.js";

const reports = makeReports().filter((report) => !report.unread);
const withText = reports.filter((report) => report.quotes);
const one = (name) => reports.find((report) => report.name === name);
let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

/** Places as many Tab presses as it takes to reach what `selector` names. */
async function tabTo(page, selector, most = 400) {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
  }
  assert.fail(`${selector} was not reached in ${most} steps`);
}

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.id);

for (const reader of ["desktop", "narrow"]) {
  for (const report of reports.filter((report) => !report.long)) {
    it(`${report.name}, ${reader}: every stop shows its focus and lies in sight, both ways`, async () => {
      await withPage(browser, report.url, READERS[reader], async (page) => {
        const wrong = [];
        for (const [key, most] of [["Tab", 2000], ["Shift+Tab", 250]]) {
          let stops = 0;
          for (; stops < most; stops += 1) {
            await page.keyboard.press(key);
            if (await page.evaluate(() => document.activeElement === document.body)) break;
            const { shown, what } = await page.evaluate(focusShown);
            if (!shown) wrong.push(`${key}: no focus to see: ${what}`);
            if (!(await page.evaluate(inSight))) wrong.push(`${key}: out of sight: ${what}`);
          }
          assert.ok(stops > (report.comparison ? 3 : 20), `${stops} stops`);
          assert.ok(key !== "Tab" || stops < most, "it never ends");
        }
        assert.deepEqual(wrong.slice(0, 8), []);
      });
    });
  }
}

it("the first stop skips to the content", async () => {
  await withPage(browser, one("markdown").url, READERS.desktop, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "#innehall");
    assert.ok(await page.evaluate(inSight));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
  });
});

for (const reader of ["desktop", "narrow"]) {
  it(`${reader}: contents lead to each part`, async () => {
    await withPage(browser, one("pdf").url, READERS[reader], async (page) => {
      const parts = await page.locator(".contents a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.ok(parts.length > 8);
      for (const href of parts) {
        await page.locator(`.contents a[href="${href}"]`).focus();
        await page.keyboard.press("Enter");
        assert.ok(await page.evaluate(inSight, `${href} > :first-child`), href);
      }
    });
  });

  for (const report of withText.filter((report) => ["markdown", "pdf", "several", "english"].includes(report.name))) {
    it(`${report.name}, ${reader}: from each area's sentence to its place in the text and back`, async () => {
      await withPage(browser, report.url, READERS[reader], async (page) => {
        const areas = await page.locator("article.area").evaluateAll((all) => all.map((article) => [article.id, article.querySelector("a.place:not(details a)")?.getAttribute("href")]));
        const led = areas.filter(([, place]) => place);
        assert.ok(led.length > 2);
        for (const [area, place] of led) {
          await page.locator(`[id="${area}"] a.place:not(details a)`).first().focus();
          await page.keyboard.press("Enter");
          assert.ok(await page.evaluate(inSight, `[id="${place.slice(1)}"]`), `${area} → ${place}`);
          // The next stops stand with the sentence: one of them leads back.
          let back = false;
          for (let n = 0; n < 12 && !back; n += 1) {
            await page.keyboard.press("Tab");
            back = (await focused(page)) === `#${area}`;
          }
          assert.ok(back, `no way back from ${place} to ${area}`);
          await page.keyboard.press("Enter");
          assert.ok(await page.evaluate(inSight, `[id="${area}"] > :first-child`), `back to ${area}`);
        }
      });
    });
  }
}

describe("filter", () => {
  it("shows only the area and the levels that were asked for, and counts them", async () => {
    await withPage(browser, one("word").url, READERS.desktop, async (page) => {
      const state = () => page.evaluate(() => ({
        told: parseInt(document.querySelector(".tools output").textContent, 10),
        shown: [...document.querySelectorAll("mark[data-unit]:not(.off)")].map((m) => ({ areas: m.dataset.areas.split(" "), level: Number(m.dataset.level) })),
        all: document.querySelectorAll("mark[data-unit]").length,
        tags: [...document.querySelectorAll(".text .tag:not(.gap)")].filter((tag) => tag.checkVisibility()).length,
      }));
      const whole = await state();
      assert.ok(whole.all > 10 && whole.shown.length === whole.all && whole.told === whole.all && whole.tags === whole.all);
      await tabTo(page, "[data-filter=area]");
      const options = await page.locator("[data-filter=area] option").evaluateAll((all) => all.map((option) => option.value));
      let total = 0;
      for (const value of options.slice(1)) {
        await page.keyboard.press("ArrowDown");
        const now = await state();
        assert.equal(await page.locator("[data-filter=area]").inputValue(), value);
        assert.ok(now.shown.length > 0 && now.shown.every((mark) => mark.areas.includes(value)), value);
        assert.deepEqual([now.told, now.tags], [now.shown.length, now.shown.length]);
        total += now.shown.length;
      }
      assert.equal(total, whole.shown.reduce((sum, mark) => sum + mark.areas.length, 0), "every area has its own");
      await page.keyboard.press("Home");
      await page.keyboard.press("Tab");
      await page.keyboard.press("End");
      const highest = await state();
      assert.ok(highest.shown.every((mark) => mark.level === 5) && highest.shown.length < whole.shown.length);
      assert.equal(highest.shown.length, whole.shown.filter((mark) => mark.level === 5).length);
    });
  });

  it("steps from place to place, by buttons and by keys, around and back", async () => {
    await withPage(browser, one("markdown").url, READERS.desktop, async (page) => {
      const at = () => page.evaluate(() => [...document.querySelectorAll("mark[data-unit]")].indexOf(document.activeElement));
      await page.locator("[data-step='1']").focus();
      await page.keyboard.press("Enter");
      assert.equal(await at(), 0);
      assert.ok(await page.evaluate(inSight));
      await page.keyboard.press("n");
      assert.equal(await at(), 1);
      await page.keyboard.press("p");
      await page.keyboard.press("p");
      assert.equal(await at(), (await page.locator("mark[data-unit]").count()) - 1);
      assert.ok(await page.evaluate(inSight));
    });
  });
});

describe("without script", () => {
  // Of an archive the script gathers the rows (archive.test.js).
  for (const report of reports.filter((report) => !report.long && !report.archive)) {
    it(`${report.name}: all is there and can be reached`, async () => {
      const whole = await withPage(browser, report.url, READERS.desktop, (page) => page.evaluate(() => document.querySelector("main").textContent));
      await withPage(browser, report.url, { ...READERS.desktop, javaScriptEnabled: false }, async (page) => {
        const text = await page.evaluate(() => document.querySelector("main").textContent);
        // What the script counts is all that it adds.
        assert.equal(text.length, whole.replaceAll(/\d+ (ställen visas|places shown)/g, "").length);
        const hidden = await page.evaluate(() => [...document.querySelectorAll("section, article, .text, table, p")].filter((element) => !element.closest("details:not([open]), .tools, .left-out") && !element.checkVisibility()).map((element) => element.outerHTML.slice(0, 80)));
        assert.deepEqual(hidden, []);
        assert.equal(await page.locator(".tools:visible").count(), 0, "controls that do nothing");
        const details = page.locator("details").first();
        assert.ok(report.comparison || (await details.count()) > 0);
        if ((await details.count()) > 0) {
          await details.locator("summary").first().focus();
          await page.keyboard.press("Enter");
          assert.ok(await details.evaluate((element) => element.open));
        }
        const place = page.locator("article.area a.place:not(details a)").first();
        if (report.quotes && (await place.count()) > 0) {
          const href = await place.getAttribute("href");
          await place.focus();
          await page.keyboard.press("Enter");
          assert.ok(await page.evaluate(inSight, `[id="${href.slice(1)}"]`));
        }
      });
    });
  }
});
