// The archive beside the page of `genomsyra serve`: search, filters, heat map and the way to the sentence; by keyboard, at every width and
// without script.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axe } from "./lib/axe.js";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { focusShown, inSight, misfits, unfold } from "./lib/layout.js";
import { startServer } from "./lib/server.js";
import { makeStore } from "./lib/stores.js";

const archive = makeStore();
let browser;
let server;
let pages;
before(async () => {
  [browser, server] = [await startBrowser(), await startServer("--store", archive.store)];
  const document = await withPage(browser, `${server.url}documents`, READERS.desktop, (page) => page.locator("tbody th a").first().getAttribute("href"));
  const marked = await withPage(browser, `${server.url}documents?name=onerror`, READERS.desktop, (page) => page.locator("tbody th a").first().getAttribute("href"));
  const unread = await withPage(browser, `${server.url}documents?reading=unread`, READERS.desktop, (page) => page.locator("tbody th a").first().getAttribute("href"));
  pages = {
    overview: "", english: "?lang=en", "one municipality": "?owner=0182&rows=type", grounds: "?columns=grounds", nothing: "?name=finnsinte",
    documents: "documents", "odd filter": "documents?owner=<b>", sentences: "sentences", "sentences found": "sentences?words=barn&mark=no-time",
    "other sentences": "sentences?standing=outside", document, marked, unread, missing: "document?id=x",
  };
});
after(async () => {
  server?.stop();
  await browser?.close();
});

const open = (address, reader, look) => withPage(browser, server.url + address, reader, look);
/** The number of documents or sentences that a list says there are. */
const told = async (page) => Number((await page.locator("p[role=status]").textContent()).match(/av ([\d\u00a0]+) (?:dokument|meningar)/)[1].replaceAll("\u00a0", ""));

describe("every page", () => {
  for (const [name, reader] of Object.entries(READERS)) {
    it(`has nothing that axe finds, and nothing out of the window: ${name}`, async () => {
      for (const [what, address] of Object.entries(pages)) {
        await open(address, reader, async (page) => {
          await page.evaluate(unfold);
          assert.deepEqual(await page.evaluate(misfits), [], what);
          const { found, passed } = await axe(page, reader);
          assert.deepEqual(found, [], what);
          assert.ok(passed > 15, `${what}: ${passed} rules`);
        });
      }
    });
  }

  it("asks this machine only, runs nothing, and names every id once", async () => {
    for (const [what, address] of Object.entries(pages)) {
      await open(address, READERS.desktop, async (page, heard) => {
        // The missing document is told by its status too.
        assert.deepEqual(heard.wrong.filter((line) => !(what === "missing" && line.includes("404"))), [], what);
        assert.ok(heard.requests.every((url) => url.startsWith(new URL(server.url).origin) || url.startsWith("data:")), `${what}: ${heard.requests}`);
        assert.equal(await page.locator("script, [style]").count(), 0, what);
        const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id));
        assert.equal(new Set(ids).size, ids.length, what);
      });
    }
  });
});

describe("without script", () => {
  const reader = { ...READERS.desktop, javaScriptEnabled: false };

  it("a cell of the heat map leads to its documents, a document to its sentences", async () => {
    await open("", reader, async (page) => {
      const cell = page.locator("#varmekarta tbody tr:first-child td[class^=l] a").first();
      const step = Number(await cell.textContent());
      await cell.click();
      assert.ok(await told(page) > 0);
      await page.locator("tbody th a").first().click();
      assert.ok(await page.locator(".sentence").count() > 0);
      assert.ok(step >= 1);
    });
  });

  it("filters choose, are kept, and are cleared", async () => {
    await open("documents", reader, async (page) => {
      assert.equal(await told(page), archive.documents);
      const choose = async (field, value) => {
        await page.getByLabel(field).selectOption(value);
        await page.getByRole("button", { name: "Visa" }).click();
        assert.equal(await page.getByLabel(field).inputValue(), value);
        return told(page);
      };
      const [year, area, owner] = [await choose("Från år", "2025"), await choose("Område eller grund", "barnets-rattigheter"), await choose("Kommun eller region", "0182")];
      assert.ok(archive.documents > year && year > area && area > owner && owner > 0, `${year} ${area} ${owner}`);
      await page.getByRole("link", { name: "Rensa filtren" }).click();
      assert.equal(await told(page), archive.documents);
    });
  });

  it("a search leads to the very sentence in its document", async () => {
    await open("", reader, async (page) => {
      await page.getByLabel("Sök i alla meningar om rättigheter").fill("barnets bästa");
      await page.getByRole("button", { name: "Sök", exact: true }).click();
      assert.ok(await page.locator(".hits mark").count() > 1);
      const first = page.locator(".hits li").first();
      const words = await first.locator("blockquote").textContent();
      await first.locator(".source a").click();
      const target = page.locator(".sentence:target");
      assert.equal(await target.locator("blockquote").textContent(), words);
      assert.notEqual(await target.evaluate((element) => getComputedStyle(element).outlineStyle), "none");
    });
  });

  it("what could not be read stands among the documents, and never as level 0", async () => {
    await open("documents?name=trasig", reader, async (page) => {
      const row = await page.locator("tbody tr").first().textContent();
      assert.match(row, /kunde inte läsas/);
      assert.equal(await page.locator("tbody .badge").count(), 0);
    });
  });
});

describe("by keyboard", () => {
  for (const [name, reader] of [["desktop", READERS.desktop], ["narrow", READERS.narrow]]) {
    it(`every stop is in sight and shows its focus: ${name}`, async () => {
      for (const address of ["", "documents?owner=0182", "sentences"]) {
        await open(address, reader, async (page) => {
          for (let stop = 0; stop < 45; stop += 1) {
            await page.keyboard.press("Tab");
            // After the last stop the browser's own controls follow.
            if (await page.evaluate(() => document.activeElement === document.body)) break;
            const { shown, what } = await page.evaluate(focusShown);
            assert.ok(shown, `${address}: ${what} shows no focus`);
            assert.ok(await page.evaluate(inSight), `${address}: ${what} is out of sight`);
          }
        });
      }
    });
  }

  it("from the search field to the sentence", async () => {
    await open("sentences", READERS.desktop, async (page) => {
      await page.getByLabel("Ord i meningen").focus();
      await page.keyboard.type("jämställdhet");
      await page.keyboard.press("Enter");
      await page.waitForURL(/words=/);
      await page.locator(".hits .source a").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/#u\d+$/);
      assert.ok(await page.evaluate(inSight, ".sentence:target"));
    });
  });
});

it("the page for single documents leads to the archive and back", async () => {
  await open("../", READERS.desktop, async (page) => {
    await page.getByRole("link", { name: "Arkivet" }).click();
    await page.waitForURL(/archive\/$/);
    await page.getByRole("link", { name: "Granska ett dokument" }).click();
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Granska ett styrdokument");
  });
});
