// The page without a server: everything in one tab, from one file, without a network; and what it writes is what the program writes.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { axe } from "./lib/axe.js";
import { READERS, startBrowser } from "./lib/browser.js";
import { backToList } from "./lib/desk.js";
import { focusShown, inSight, misfits } from "./lib/layout.js";
import { genomsyra, genomsyraIn } from "./lib/reports.js";
import { ofCore, ofProgram, ownCore } from "./lib/outputs.js";
import { ADDRESS, corpus, document as paper, dropped, opened, put, report, saved, settled, source, withTab } from "./lib/tab.js";

const POLICY = paper("docx/exempel-policy.docx");
const BUDGET = paper("pdf/budget-ekvalla.pdf");
const PLAN = paper("documents/plan-funktionsratt-lindvalla.md");

let browser;
let folder;
before(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), "genomsyra-tab-"));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file that takes long to read: all documents of the corpus, many times. */
function slow() {
  const file = join(folder, "lang.md");
  const texts = corpus().filter(({ name }) => name.endsWith(".md")).map(({ path }) => readFileSync(path, "utf8").replace(/^#/gm, "##"));
  writeFileSync(file, `# Lång\n\n${Array(400).fill(texts.join("\n\n")).join("\n\n")}`);
  return file;
}

const titles = (page) => page.locator("#papers h3").allTextContents();

describe("documents in a tab", () => {
  it("reads what is chosen and what is dropped, and says the same as the program", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY, PLAN);
      await dropped(page, BUDGET);
      assert.equal((await titles(page)).length, 3);
      for (const [place, path] of [POLICY, PLAN, BUDGET].entries()) {
        const { maturity } = JSON.parse(genomsyra("check", path, "--format", "json"));
        assert.match(await page.locator("#papers > li").nth(place).textContent(), new RegExp(`Nivå ${maturity.level} av 5`));
      }
      assert.deepEqual(heard.wrong, []);
    });
  });

  it("asks nobody for anything", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY);
      await opened(page);
      assert.deepEqual(heard.requests.filter((url) => url !== ADDRESS && !/^(blob:|about:srcdoc)/.test(url)), []);
      const refused = await page.evaluate(() => Promise.all(["https://example.org/", "data:text/plain,a", location.href].map((url) => fetch(url).then(() => url, () => null))));
      assert.deepEqual(refused, [null, null, null]);
    });
    assert.deepEqual([...source().matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, to]) => to).filter((to) => !/^(#|data:|\?lang=)/.test(to)), []);
  });

  it("reads the sample, an archive and a message, and tells what it cannot read", async () => {
    const broken = join(folder, "trasig.pdf");
    writeFileSync(broken, "%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
    const mail = join(folder, "brev.eml");
    writeFileSync(mail, `Subject: Policy\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej.\r\n--x\r\nContent-Type: text/markdown; name=plan.md\r\nContent-Disposition: attachment; filename=plan.md\r\nContent-Transfer-Encoding: base64\r\n\r\n${readFileSync(PLAN).toString("base64")}\r\n--x--\r\n`);
    await withTab(browser, async (page, heard) => {
      await page.click("#sample");
      await settled(page);
      await put(page, broken, mail);
      const cards = await page.locator("#papers > li").allTextContents();
      assert.equal(cards.length, 4, cards.join("\n"));
      assert.match(cards[1], /Kunde inte bedömas/);
      assert.match(cards[3], /plan\.md.*Nivå \d av 5/s);
      assert.deepEqual(heard.wrong, []);
    });
  });

  it("shows the review in the page, and its links lead within it", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY);
      const frame = await opened(page);
      assert.equal(await page.evaluate(() => globalThis.document.activeElement.id), "viewer-heading");
      const link = frame.locator("main a[href^='#']").last();
      const target = await link.getAttribute("href");
      await link.click();
      assert.ok(await frame.evaluate(inSight, target), `${target} is not in sight`);
      assert.ok(await frame.locator("main#innehall").count(), "the frame shows something else");
      assert.ok(await frame.locator(".tools:not([hidden])").count(), "the report's own script does not run");
      assert.deepEqual(heard.wrong, []);
      // Out of the place in the report, and out of the report.
      for (let step = 0; step < 2; step += 1) await page.evaluate(() => history.back());
      await page.waitForSelector("#start:visible");
    });
  });

  it("judges a document as another type, in the list and in the review", async () => {
    await withTab(browser, async (page) => {
      await put(page, POLICY);
      await opened(page);
      await page.selectOption("#kind", "budget");
      await page.waitForFunction(() => /Budget/i.test(globalThis.document.getElementById("viewer-told").textContent));
      const asked = genomsyra("check", POLICY, "--type", "budget", "--format", "json");
      await backToList(page);
      assert.match(await page.locator("#papers > li").textContent(), new RegExp(`Nivå ${JSON.parse(asked).maturity.level} av 5.*Budget`, "is"));
    });
  });

  it("holds two versions beside each other", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY, PLAN);
      await page.click("#versions button");
      const frame = await report(page);
      assert.match(await frame.locator("h1").first().textContent(), /\S/);
      const { name, bytes } = await saved(page, "json");
      assert.equal(name, "plan-funktionsratt-lindvalla jämförelse.json");
      assert.ok(JSON.parse(bytes));
      assert.deepEqual(heard.wrong, []);
    });
  });

  it("counts what is said of findings, there and in a new core, and gives it to be taken home", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY);
      const frame = await opened(page);
      const print = await frame.locator("[data-fingerprint]").first().getAttribute("data-fingerprint");
      await frame.locator(`[data-fingerprint="${print}"] .judge`).first().evaluate((button) => button.click());
      await page.getByRole("radio", { name: /^Fel/ }).check();
      await page.fill("#judge-reason", "Ett citat.");
      await page.fill("#judge-by", "Anna");
      await page.click("#judge-save");
      await page.waitForFunction(() => /Bedömningen är med/.test(globalThis.document.getElementById("viewer-told").textContent));
      const { bytes } = await saved(page, "json");
      await backToList(page);
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#reviews-save")]);
      const file = join(folder, download.suggestedFilename());
      writeFileSync(file, readFileSync(await download.path()));
      assert.match(readFileSync(file, "utf8"), /skal = "Ett citat\."/);
      const ofProgram = () => genomsyraIn(dirname(POLICY), "check", basename(POLICY), "--format", "json", "--reviews", file);
      assert.equal(bytes.toString(), ofProgram());

      await page.setInputFiles("#files", slow());
      await page.waitForFunction(() => /Granskar/.test(globalThis.document.querySelector(".busy .state")?.textContent));
      await page.click(".busy button");
      await page.click("a[hreflang=en]");
      await page.waitForSelector("html[lang=en] #reviews:visible");
      await opened(page);
      await backToList(page);
      await page.click("a[hreflang=sv]");
      await page.waitForSelector("html[lang=sv] #reviews:visible");
      await opened(page);
      assert.equal((await saved(page, "json")).bytes.toString(), ofProgram(), "read again it is another");
      assert.deepEqual(heard.wrong, []);
    });
    await withTab(browser, async (page) => {
      await put(page, POLICY);
      await page.setInputFiles("#files", join(folder, "genomsyra-bedomningar.toml"));
      await page.waitForSelector("#reviews:visible");
      await opened(page);
      assert.match((await saved(page, "json")).bytes.toString(), /Ett citat\./);
    });
  });

  it("forgets one, and all", async () => {
    await withTab(browser, async (page) => {
      await put(page, POLICY, PLAN, BUDGET);
      await page.locator(".paper .actions button").first().click();
      assert.equal((await titles(page)).length, 2);
      await page.click("#clear button");
      assert.deepEqual(await titles(page), []);
      await put(page, PLAN);
      assert.equal((await titles(page)).length, 1);
    });
  });

  it("stops what takes long; what was read before can still be opened", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY, BUDGET);
      await opened(page);
      await page.selectOption("#kind", "budget");
      await page.waitForFunction(() => /Budget/i.test(globalThis.document.getElementById("viewer-told").textContent));
      const before = (await saved(page, "csv")).bytes;
      await backToList(page);
      await page.setInputFiles("#files", slow());
      await page.waitForFunction(() => /Granskar/.test(globalThis.document.querySelector(".busy .state")?.textContent));
      await page.click(".busy button");
      await page.waitForFunction(() => !globalThis.document.querySelector(".busy"));
      assert.match(await page.textContent("#told"), /avbröts/);
      assert.equal((await titles(page)).length, 2);
      await opened(page);
      assert.ok(before.equals((await saved(page, "csv")).bytes), "read again it is another");
      assert.deepEqual(heard.wrong, []);
    });
  });

  it("goes on with a new core after one that broke", async () => {
    await withTab(browser, async (page) => {
      await put(page, POLICY);
      // Once: what the worker is asked next has no core to answer it.
      await page.evaluate(() => {
        const { worker } = globalThis.genomsyra;
        const post = worker.postMessage.bind(worker);
        worker.postMessage = () => post({ call: "nothing of that name", values: [] });
      });
      await put(page, PLAN);
      assert.match(await page.locator("#papers > li").nth(1).textContent(), /ett fel i programmet/);
      await put(page, BUDGET);
      await opened(page);
      assert.match(await page.textContent("#viewer-heading"), /policy/i);
    });
  });

  it("reads again what it needs when every core is done with after one answer", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY, PLAN);
      await page.click("#versions button");
      await report(page);
      const before = await saved(page, "json");
      await page.evaluate(() => { globalThis.genomsyra.mostMemory = 0; });
      assert.ok(before.bytes.equals((await saved(page, "json")).bytes));
      assert.ok(before.bytes.equals((await saved(page, "json")).bytes));
      assert.equal(await page.evaluate(() => globalThis.genomsyra.worker), null);
      assert.deepEqual(heard.wrong, []);
    });
  });

  it("says what the matter is where the core cannot start", async () => {
    await withTab(browser, async (page) => {
      await page.addInitScript(() => delete globalThis.Worker);
      await page.reload();
      assert.match(await page.textContent("[role=alert]"), /kan inte starta/);
    });
  });
});

describe("both languages", () => {
  it("keeps the documents when the language is changed, there and back", async () => {
    await withTab(browser, async (page, heard) => {
      await put(page, POLICY, PLAN);
      const swedish = await titles(page);
      await opened(page, 1);
      await page.click("a[hreflang=en]");
      await page.waitForSelector("html[lang=en]");
      const frame = await report(page);
      assert.equal(await frame.evaluate(() => globalThis.document.documentElement.lang), "en");
      await backToList(page);
      assert.match(await page.locator("#papers > li").first().textContent(), /Level \d of 5/);
      assert.deepEqual(await titles(page), swedish);
      await put(page, BUDGET);
      await page.click("a[hreflang=sv]");
      await page.waitForSelector("html[lang=sv] #papers > li:nth-child(3)");
      assert.match(page.url(), /lang=sv/);
      assert.deepEqual(heard.wrong, []);
    });
  });

  it("opens in the language of its address, and stays when loaded again", async () => {
    await withTab(browser, async (page) => {
      await page.waitForSelector("html[lang=en]");
      await put(page, POLICY);
      await page.reload();
      await page.waitForSelector("html[lang=en]");
      assert.equal(await page.title(), "Review steering documents – genomsyra");
    }, { address: `${ADDRESS}?lang=en` });
  });

  it("does not lose what is being read", async () => {
    await withTab(browser, async (page) => {
      await page.setInputFiles("#files", slow());
      await page.waitForSelector(".busy");
      await page.click("a[hreflang=en]");
      assert.match(await page.textContent("#wait"), /Vänta/);
      assert.equal(await page.evaluate(() => globalThis.document.documentElement.lang), "sv");
    });
  });
});

describe("for every reader", () => {
  for (const name of ["desktop", "phone", "narrow", "dark", "forced"]) {
    it(`axe-core finds nothing and nothing is cut: ${name}`, async () => {
      const reader = READERS[name];
      await withTab(browser, async (page) => {
        const look = async (what) => {
          assert.deepEqual((await axe(page, reader)).found, [], what);
          assert.deepEqual(await page.evaluate(misfits), [], what);
        };
        await look("empty");
        await put(page, POLICY, PLAN);
        await look("with documents");
        await opened(page);
        await page.evaluate(() => { globalThis.document.querySelector(".menu").open = true; });
        await look("a review");
        await page.evaluate(() => { location.hash = "#/jamfor/1/2"; });
        await report(page);
        await look("two versions");
      }, { reader });
    });
  }

  it("everything is reached by keyboard, with its focus shown", async () => {
    await withTab(browser, async (page) => {
      await put(page, POLICY, PLAN);
      const stops = [];
      await page.evaluate(() => globalThis.document.activeElement.blur());
      for (let n = 0; n < 30; n += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => globalThis.document.activeElement === globalThis.document.body)) break;
        const { shown, what } = await page.evaluate(focusShown);
        assert.ok(shown || what.includes('id="files"'), what);
        stops.push(what);
      }
      for (const part of ["English", 'id="files"', 'id="sample"', "#/dokument/1", "#/dokument/2", 'id="older"', 'id="newer"', "Jämför"]) {
        assert.ok(stops.some((what) => what.includes(part)), `${part} in ${stops.join("\n")}`);
      }
    });
  });

  it("without script it says what it needs", async () => {
    await withTab(browser, async (page) => {
      assert.match(await page.textContent("noscript, .warning"), /JavaScript/);
    }, { reader: { ...READERS.desktop, javaScriptEnabled: false } });
  });
});

describe("what is written", () => {
  it("is to the byte what the program writes, of every document of the corpus in every form", async () => {
    const different = [];
    let compared = 0;
    await withTab(browser, async (page) => {
      const core = await ownCore(page);
      for (const { folder, name, path } of corpus()) {
        const wanted = await ofProgram(folder, name);
        const made = await ofCore(page, core, path, Object.keys(wanted));
        for (const [form, bytes] of Object.entries(wanted)) if (!bytes.equals(made[form])) different.push(`${name}: ${form}`);
        compared += Object.keys(wanted).length;
      }
    });
    assert.deepEqual(different, []);
    assert.ok(compared > 360, `${compared} compared`);
  });

  it("is what the page saves, under a name that tells what it is", async () => {
    await withTab(browser, async (page) => {
      await put(page, POLICY);
      await opened(page);
      const names = { docx: "exempel-policy granskning.docx", annotated: "exempel-policy kommenterad.docx", xlsx: "exempel-policy granskning.xlsx", csv: "exempel-policy granskning.csv" };
      for (const [form, name] of Object.entries(names)) {
        const file = await saved(page, form);
        assert.equal(file.name, name);
        assert.ok(file.bytes.length > 500, `${name}: ${file.bytes.length} bytes`);
      }
    });
  });
});
