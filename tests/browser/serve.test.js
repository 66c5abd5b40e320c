// `genomsyra serve` as its readers use it: from the first look to a verdict, a report, two versions, what they say of findings, and files to keep.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { axe } from "./lib/axe.js";
import { READERS, startBrowser, withPage } from "./lib/browser.js";
import { backToList } from "./lib/desk.js";
import { focusShown, inSight, misfits } from "./lib/layout.js";
import { CORPUS, PROGRAM, folder, genomsyra } from "./lib/reports.js";
import { add, drop, frameOf, openReport, startServer } from "./lib/server.js";

const document = (path) => join(CORPUS, path);
const POLICY = document("docx/exempel-policy.docx");
const PLAN = document("documents/folkhalsoplan-hallbacka.md");
const BUDGET = readdirSync(document("pdf")).filter((name) => name.endsWith(".pdf")).map((name) => document(`pdf/${name}`))[0];

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer("--max-size", "5")]);
});
after(async () => {
  server?.stop();
  await browser?.close();
});

/** The page as a reader has it; nothing goes wrong on it and nothing leaves the machine, or the test fails. */
function open(reader, look, { url = server.url, wrong = [] } = {}) {
  return withPage(browser, url, READERS[reader], async (page, heard) => {
    page.setDefaultTimeout(20_000);
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    const seen = await look(page);
    const own = new URL(url).origin;
    assert.deepEqual(heard.requests.filter((asked) => !asked.startsWith(`${own}/`) && !/^(blob|data):/.test(asked)), [], "leaves the machine");
    assert.deepEqual(heard.wrong.filter((line) => !wrong.some((known) => known.test(line))), []);
    return seen;
  });
}

/** Saves the report in this form; gives its bytes and its name. */
async function saved(page, form) {
  const menu = page.locator("details.menu");
  if (!(await menu.evaluate((details) => details.open))) await menu.locator("summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), menu.locator(`[data-form=${form}]`).click()]);
  return { bytes: readFileSync(await download.path()), name: download.suggestedFilename() };
}

/** What the command line writes of the same file, `args` after it. */
function written(file, format, ...args) {
  const into = join(folder(), `out.${format}`);
  try {
    execFileSync(PROGRAM, ["check", basename(file), "--format", format, "--output", into, ...args], { cwd: join(file, ".."), stdio: "pipe" });
  } catch (error) {
    assert.ok(existsSync(into), String(error.stderr));
  }
  return readFileSync(into);
}

const same = (a, b, what) => assert.ok(a.equals(b), `${what}: ${a.length} and ${b.length} bytes differ`);

it("whoever comes for the first time has a verdict on the sample, and what is missing to the next level, within a minute", async () => {
  const begun = Date.now();
  await open("desktop", async (page) => {
    await page.getByRole("button", { name: "Prova med ett exempel" }).click();
    const paper = page.locator(".paper:not(.busy)");
    await paper.locator(".level").waitFor();
    assert.match(await paper.locator(".level").innerText(), /Nivå [0-5] av 5: \p{L}+/u);
    await paper.getByRole("link", { name: /^Öppna granskningen/ }).click();
    const frame = await frameOf(page);
    assert.match(await frame.locator("h1").first().innerText(), /Policy/i);
    assert.ok(await frame.getByRole("heading", { name: /fattas till nivå [1-5]/ }).isVisible(), "nothing tells what is missing");
  });
  assert.ok(Date.now() - begun < 60_000);
});

it("documents that are dropped show the verdicts that the command line gives, in their order", async () => {
  await open("desktop", async (page) => {
    const names = ["folkhalsoplan-hallbacka.md", "budget-ekvalla.md", "vision-tranevik.md"];
    await drop(page, ...names.map((name) => ({ name, text: readFileSync(document(`documents/${name}`), "utf8") })));
    await page.waitForFunction((n) => document.querySelectorAll(".paper .level").length === n, names.length);
    const shown = await page.locator(".paper .level").allInnerTexts();
    for (const [at, name] of names.entries()) {
      const { maturity } = JSON.parse(genomsyra("check", `documents/${name}`, "--format", "json"));
      assert.ok(shown[at].startsWith(`Nivå ${maturity.level} av 5`), `${name}: ${shown[at]}`);
    }
  });
});

it("findings are filtered by area and level, stepped through, and lead to their place and back", async () => {
  await open("desktop", async (page) => {
    await add(page, PLAN);
    const frame = await openReport(page, "folkhalsoplan");
    const found = frame.locator(".text mark[data-unit]:not(.off)");
    const all = await found.count();
    await frame.locator("[data-filter=level]").selectOption("3");
    const high = await found.count();
    const area = await frame.locator("[data-filter=area] option").nth(1).getAttribute("value");
    await frame.locator("[data-filter=area]").selectOption(area);
    const few = await found.count();
    assert.ok(all > high && high > few, `${all}, ${high}, ${few}`);
    await frame.locator("[data-filter=area]").selectOption("");
    await frame.locator("[data-step='1']").click();
    assert.ok(await frame.locator("mark:focus").count(), "the step leads nowhere");
    const place = frame.locator("article.area a.place").first();
    const href = await place.getAttribute("href");
    await place.click();
    assert.equal(await frame.locator(":target").getAttribute("id"), href.slice(1));
    assert.ok(await frame.locator(`:target a, a[href^='#']`).count());
  });
});

it("every form that is saved is the one that the command line writes", async () => {
  await open("desktop", async (page) => {
    for (const file of [POLICY, BUDGET]) {
      await add(page, file);
      await openReport(page, basename(file));
      for (const form of ["html", "docx", "xlsx", "json", "csv", "md"]) {
        const { bytes, name } = await saved(page, form);
        same(bytes, written(file, form), name);
        assert.match(name, new RegExp(` granskning\\.${form}$`));
      }
      const copy = join(folder(), basename(file));
      const { bytes, name } = await saved(page, "annotated");
      try {
        execFileSync(PROGRAM, ["check", file, "--annotate", copy], { stdio: "pipe" });
      } catch {}
      same(bytes, readFileSync(copy), name);
      assert.match(name, / kommenterad\.(docx|pdf)$/);
      await backToList(page);
    }
  });
});

it("a report that was saved opens in the browser without the program", async () => {
  const file = join(folder(), "sparad.html");
  await open("desktop", async (page) => {
    await add(page, POLICY);
    await openReport(page, "exempel-policy");
    writeFileSync(file, (await saved(page, "html")).bytes);
  });
  await withPage(browser, `file://${file}`, READERS.desktop, async (page, heard) => {
    assert.ok(await page.locator("article.area").count());
    assert.deepEqual([heard.requests.length, heard.wrong], [1, []]);
  });
});

it("two versions are held beside each other, and the comparison is the command line's", async () => {
  const place = folder();
  const [old, young] = [join(place, "plan-2024.md"), join(place, "plan-2025.md")];
  const text = readFileSync(PLAN, "utf8");
  writeFileSync(old, text);
  writeFileSync(young, text.replace(/ ska /, " bör "));
  await open("desktop", async (page) => {
    assert.ok(!(await page.locator("#versions").isVisible()), "there is nothing to compare yet");
    await add(page, old, young);
    await page.locator("#newer").selectOption({ index: 0 });
    await page.getByRole("button", { name: "Jämför" }).click();
    assert.ok(await page.locator("#newer:invalid").count(), "a document is compared with itself");
    await page.locator("#newer").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Jämför" }).click();
    const frame = await frameOf(page);
    assert.ok(await frame.getByText("bör").count());
    for (const form of ["html", "md", "json", "docx"]) {
      const { bytes, name } = await saved(page, form);
      const into = join(folder(), "out");
      execFileSync(PROGRAM, ["compare", "plan-2024.md", "plan-2025.md", "--format", form, "--output", into], { cwd: place, stdio: "pipe" });
      same(bytes, readFileSync(into), name);
    }
  });
});

describe("what the reader says of a finding", () => {
  /** Says it of the first finding in sight, in the dialog; gives its fingerprint. */
  async function say(page, frame, { answer, reason, by }) {
    const opener = frame.locator("[data-fingerprint]:not(details *) .judge").first();
    const print = await opener.evaluate((button) => button.closest("[data-fingerprint]").dataset.fingerprint);
    await opener.click();
    const dialog = page.getByRole("dialog", { name: "Är fyndet rätt?" });
    await dialog.getByRole("radio", { name: answer }).check();
    if (reason) await dialog.getByLabel("Varför?").fill(reason);
    if (by) await dialog.getByLabel("Ditt namn").fill(by);
    return { dialog, print };
  }
  const save = async (page, dialog) => {
    await dialog.getByRole("button", { name: "Spara bedömningen" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator("#viewer-told", { hasText: "Bedömningen är med" }).waitFor();
  };

  it("a rejected finding counts no more, is told with who and why, and goes home in the file that check reads", async () => {
    const place = folder();
    await open("desktop", async (page) => {
      await add(page, PLAN);
      const before = await page.locator(".paper").innerText();
      let frame = await openReport(page, "folkhalsoplan");
      const { dialog, print } = await say(page, frame, { answer: /^Fel/ });
      await dialog.getByRole("button", { name: "Spara bedömningen" }).click();
      assert.ok(await dialog.isVisible(), "whoever rejects says why and who they are");
      await dialog.getByLabel("Varför?").fill("Handlar om <b>något</b> annat.");
      await dialog.getByLabel("Ditt namn").fill("Anna Andersson");
      await save(page, dialog);
      frame = await frameOf(page);
      const said = frame.locator(`[data-fingerprint="${print}"][data-answer=avvisad]`).first();
      await said.waitFor({ state: "attached" });
      assert.match(await said.evaluate((item) => item.textContent), /Anna Andersson.*Handlar om <b>något<\/b> annat\./);
      const html = (await saved(page, "html")).bytes;
      await backToList(page);
      assert.notEqual(await page.locator(".paper").innerText(), before, "the verdict is the same without the finding");
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Spara bedömningarna" }).click()]);
      assert.equal(download.suggestedFilename(), "genomsyra-bedomningar.toml");
      const file = join(place, "genomsyra-bedomningar.toml");
      writeFileSync(file, readFileSync(await download.path()));
      same(html, written(PLAN, "html", "--reviews", file), "the report with a rejected finding");

      // Another reader brings the file along.
      await open("desktop", async (other) => {
        await add(other, PLAN);
        await other.locator("#files").setInputFiles([file]);
        await other.locator("#reviews", { hasText: "1 bedömning" }).waitFor();
        assert.equal(await other.locator(".paper").innerText(), await page.locator(".paper").innerText());
      });

      // Taken back, everything is as it was.
      frame = await openReport(page, "folkhalsoplan");
      await frame.locator(`[data-fingerprint="${print}"] .judge`).first().evaluate((button) => button.click());
      await page.getByRole("button", { name: "Ta tillbaka" }).click();
      await page.locator("#viewer-told", { hasText: "Bedömningen är med" }).waitFor();
      await backToList(page);
      assert.equal(await page.locator(".paper").innerText(), before);
      assert.ok(!(await page.locator("#reviews").isVisible()));
    });
  });

  it("an accepted finding still counts and says by whom; the name is remembered for the next", async () => {
    await open("desktop", async (page) => {
      await add(page, PLAN);
      const frame = await openReport(page, "folkhalsoplan");
      const { dialog, print } = await say(page, frame, { answer: /^Rätt/, by: "Bo Berg" });
      await save(page, dialog);
      const again = await frameOf(page);
      await again.locator(`[data-fingerprint="${print}"][data-answer=godtagen]`).first().waitFor({ state: "attached" });
      assert.ok((await again.getByText(/Bo Berg/).count()) > 0);
      const next = await say(page, again, { answer: /^Rätt/ });
      assert.equal(await next.dialog.getByLabel("Ditt namn").inputValue(), "Bo Berg");
      await page.keyboard.press("Escape");
      assert.ok(!(await next.dialog.isVisible()));
    });
  });

  it("with a file named from the start it is kept there, for all who read", async () => {
    const file = join(folder(), "bedomningar.toml");
    const kept = await startServer("--reviews", file);
    try {
      await open("desktop", async (page) => {
        await add(page, PLAN);
        const { dialog } = await say(page, await openReport(page, "folkhalsoplan"), { answer: /^Fel/, reason: "Ett citat.", by: "Anna" });
        await save(page, dialog);
        assert.match(readFileSync(file, "utf8"), /skal = "Ett citat\."/);
        await backToList(page);
        assert.match(await page.locator("#reviews").innerText(), /sparas i .*bedomningar\.toml/);
      }, { url: kept.url });
      await open("desktop", async (page) => {
        await add(page, PLAN);
        const { bytes } = await openReport(page, "folkhalsoplan").then(() => saved(page, "json"));
        assert.match(bytes.toString(), /Ett citat\./);
      }, { url: kept.url });
    } finally {
      kept.stop();
    }
  });
});

describe("accessibility", () => {
  /** Every view, in the order in which a reader meets them. */
  async function views(page, look) {
    await look("start");
    const broken = join(folder(), "trasig.pdf");
    writeFileSync(broken, "%PDF-1.7\n1 0 obj\n<<");
    await add(page, PLAN, POLICY, broken);
    await look("documents");
    let frame = await openReport(page, "folkhalsoplan");
    await look("report");
    await page.locator("details.menu summary").click();
    await look("saving");
    await frame.locator("[data-fingerprint]:not(details *) .judge").first().click();
    await look("dialog");
    await page.getByLabel("Ditt namn").fill("Anna");
    await page.getByRole("radio", { name: /^Rätt/ }).check();
    await page.getByRole("button", { name: "Spara bedömningen" }).click();
    await page.locator("#viewer-told", { hasText: "Bedömningen är med" }).waitFor();
    frame = await frameOf(page);
    await look("reviewed");
    await backToList(page);
    await look("reviews");
    await page.getByRole("button", { name: "Jämför" }).click();
    await frameOf(page);
    await look("comparison");
    await page.locator("footer a[href='#/tillganglighet']").click();
    await page.locator("#statement-heading").waitFor();
    await look("statement");
  }

  /** What was tried and found, by view: the page's own statement is made of it. */
  const tested = new Map();

  for (const reader of Object.keys(READERS)) {
    it(`axe-core finds nothing and nothing is cut in any view, ${reader}`, async () => {
      await open(reader, async (page) => {
        await views(page, async (view) => {
          const { found, passed } = await axe(page, READERS[reader]);
          const { rules, violations } = tested.get(view) ?? { rules: Infinity, violations: 0 };
          tested.set(view, { id: view, rules: Math.min(rules, passed), violations: violations + found.length });
          assert.deepEqual(found, [], view);
          assert.ok(passed > 8, `${view}: only ${passed} rules had anything to look at`);
          assert.deepEqual(await page.evaluate(misfits), [], view);
        });
      });
    });
  }

  it("nothing is cut with text at twice its size, on a telephone either", async () => {
    const large = await startBrowser({ textSize: 32 });
    try {
      for (const reader of ["desktop", "phone"]) {
        await withPage(large, server.url, READERS[reader], async (page) => {
          page.setDefaultTimeout(20_000);
          await page.locator("html[data-ready]").waitFor({ state: "attached" });
          await views(page, async (view) => assert.deepEqual(await page.evaluate(misfits), [], `${reader}: ${view}`));
        });
      }
    } finally {
      await large.close();
    }
  });

  it("the page's statement tells what was tried here; UPDATE_TESTED=1 renews it", () => {
    const file = new URL("../../src/desk/page/tested.json", import.meta.url);
    const { version: axeVersion } = JSON.parse(readFileSync(new URL("node_modules/axe-core/package.json", import.meta.url), "utf8"));
    const [readers, views] = [Object.keys(READERS), [...tested.values()]];
    if (process.env.UPDATE_TESTED) {
      const date = new Date().toISOString().slice(0, 10);
      const record = { date, axe: axeVersion, browser: `Chromium ${browser.version().split(".")[0]}`, readers, views };
      writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
    }
    const told = JSON.parse(readFileSync(file, "utf8"));
    // Another release of the browser may give a rule more to look at.
    const known = (views) => views.map(({ id, violations }) => ({ id, violations }));
    assert.deepEqual([told.axe, told.readers, known(told.views)], [axeVersion, readers, known(views)]);
    assert.ok(told.views.every(({ rules }) => rules > 8));
  });

  it("in English too, and the documents stay when the language changes", async () => {
    await open("desktop", async (page) => {
      await add(page, PLAN);
      await page.getByRole("link", { name: "English" }).click();
      await page.locator("html[lang=en][data-ready]").waitFor({ state: "attached" });
      assert.match(await page.locator(".paper .level").innerText(), /Level \d of 5/);
      assert.deepEqual((await axe(page)).found, []);
      const frame = await openReport(page, "folkhalsoplan");
      assert.deepEqual((await axe(page)).found, []);
      await frame.locator(".judge").first().evaluate((button) => button.click());
      await page.getByRole("dialog", { name: "Is the finding right?" }).waitFor();
      assert.deepEqual((await axe(page)).found, []);
    });
  });

  it("all of it by keyboard: from the sample to the verdict, the report, the dialog and back", async () => {
    await open("desktop", async (page) => {
      const tabTo = async (selector, most = 60) => {
        for (let n = 0; n < most; n += 1) {
          await page.keyboard.press("Tab");
          const { shown, what } = await page.evaluate(() => (document.activeElement.localName === "iframe" ? { shown: true } : null)) ?? await page.evaluate(focusShown);
          if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return assert.ok(shown || selector === "#files", what);
        }
        assert.fail(`${selector} was not reached`);
      };
      await tabTo("#sample");
      await page.keyboard.press("Enter");
      await page.locator(".paper .level").waitFor();
      await tabTo(".paper a.button");
      await page.keyboard.press("Enter");
      const frame = await frameOf(page);
      assert.equal(await page.evaluate(() => document.activeElement.id), "viewer-heading");
      assert.ok(await page.evaluate(inSight, "#viewer-heading"));
      await frame.locator(".judge").first().focus();
      await page.keyboard.press("Enter");
      await page.locator("#judge[open]").waitFor();
      assert.ok(await page.evaluate(() => document.activeElement.closest("#judge") !== null), "the focus is not in the dialog");
      await page.keyboard.press("Escape");
      assert.ok(await frame.locator(".judge").first().evaluate((button) => button === button.ownerDocument.activeElement), "the focus does not come back");
      await page.locator(".back a:visible").focus();
      await page.keyboard.press("Enter");
      await page.locator("#start:not([hidden])").waitFor();
      assert.ok(await page.evaluate(() => document.activeElement.closest(".paper") !== null), "the reader is lost on the way back");
    });
  });
});

describe("what nobody should send", () => {
  it("empty, broken, false and misnamed files end in a named problem, and what follows is read", async () => {
    await open("desktop", async (page) => {
      const files = [
        ["tom.docx", Buffer.alloc(0)],
        ["trasig.pdf", Buffer.from("%PDF-1.7\nxref\n0 1\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF")],
        ["bild.docx", Buffer.from("\x89PNG\r\n\x1a\n junk", "latin1")],
        ["skript.exe", Buffer.from("MZ\x90\x00\x03")],
        ["bomb.zip", readFileSync(POLICY).subarray(0, 300)],
      ].map(([name, bytes]) => {
        const file = join(folder(), name);
        writeFileSync(file, bytes);
        return file;
      });
      await add(page, ...files, PLAN);
      const told = await page.locator(".paper").allInnerTexts();
      for (const [at, file] of files.entries()) assert.match(told[at], new RegExp(`${basename(file).replace(".", "\\.")}[^]*(Kunde inte bedömas|Det gick inte)`), told[at]);
      assert.match(told.at(-1), /Nivå \d av 5/);
    });
  });

  it("markup in names, titles and sentences stays text", async () => {
    await open("desktop", async (page) => {
      await page.evaluate(() => { globalThis.broken = () => { throw new Error("ran"); }; });
      const evil = "<img src=x onerror=broken()><script>broken()</script>";
      await drop(page, { name: `${evil}.md`.replaceAll("/", "⁄"), text: `# ${evil}\n\nSkolan ska höra barn om barnets bästa ${evil}.\n` });
      await page.locator(".paper .level").waitFor();
      assert.equal(await page.locator("#papers img, #papers script").count(), 0);
      const frame = await openReport(page, "onerror");
      assert.equal(await frame.locator("img, main script").count(), 0);
      assert.ok(await frame.getByText("onerror=broken()").count());
    });
  });

  it("what is too large is told of before it is sent whole, and the page goes on", async () => {
    const file = join(folder(), "stor.txt");
    writeFileSync(file, "Barnets bästa ska beaktas. ".repeat(300_000));
    await open("desktop", async (page) => {
      await page.locator("#files").setInputFiles([file]);
      await page.locator(".paper .warning").waitFor();
      assert.match(await page.locator(".paper .warning").innerText(), /större än 5 MB/);
      await page.getByRole("button", { name: "Ta bort stor.txt" }).click();
      await add(page, PLAN);
      assert.equal(await page.locator(".paper .level").count(), 1);
    }, { wrong: [/413|net::ERR/] });
  });

  it("a file of reviews with mistakes is told with its line", async () => {
    const file = join(folder(), "bedomningar.toml");
    writeFileSync(file, "[[bedomning]]\nsvarr = 'avvisad'\n");
    await open("desktop", async (page) => {
      await page.locator("#files").setInputFiles([file]);
      await page.locator(".paper .warning").waitFor();
      assert.match(await page.locator(".paper .warning").innerText(), /svarr/);
    }, { wrong: [/422/] });
  });
});

it("what waits can be stopped, and what is removed is gone", async () => {
  await open("desktop", async (page) => {
    const files = [PLAN, POLICY, BUDGET];
    await page.evaluate(() => {
      // Held until the last has been stopped: how fast the program reads is not what is tested.
      const real = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function send(body) {
        globalThis.release ??= new Promise((done) => { globalThis.go = done; });
        globalThis.release.then(() => real.call(this, body));
      };
    });
    await page.locator("#files").setInputFiles(files);
    await page.getByRole("button", { name: `Avbryt ${basename(BUDGET)}` }).click();
    await page.evaluate(() => globalThis.go());
    await page.waitForFunction(() => document.querySelectorAll(".paper .level").length === 2 && !document.querySelector(".paper.busy"));
    assert.equal(await page.locator(".paper", { hasText: basename(BUDGET) }).count(), 0);
    await page.getByRole("button", { name: "Ta bort alla dokument" }).click();
    await page.reload();
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    assert.equal(await page.locator(".paper").count(), 0);
  });
});

it("the documents are there after the page was loaded again", async () => {
  await open("desktop", async (page) => {
    await add(page, PLAN);
    await openReport(page, "folkhalsoplan");
    await page.reload();
    await frameOf(page);
    await backToList(page);
    assert.equal(await page.locator(".paper .level").count(), 1);
  });
});

it("two readers at once see their own documents and nothing of each other's", async () => {
  await Promise.all(
    [[PLAN, "folkhalsoplan"], [POLICY, "exempel-policy"]].map(([file, name]) =>
      open("desktop", async (page) => {
        for (let n = 0; n < 3; n += 1) await add(page, file);
        const told = await page.locator(".paper").allInnerTexts();
        assert.equal(told.length, 3);
        for (const text of told) assert.ok(text.includes(name), text);
        await openReport(page, name);
        same((await saved(page, "json")).bytes, written(file, "json"), name);
      }),
    ),
  );
});

it("a stranger without the address, or from another site, gets nothing", async () => {
  const { origin, port } = new URL(server.url);
  for (const path of ["", "/", "/0123456789abcdef0123456789abcdef/"]) assert.equal((await fetch(`${origin}${path}`)).status, 404);
  await withPage(browser, `http://localhost:${port}/`, READERS.desktop, async (page) => {
    const answer = await page.evaluate(async (url) => {
      try {
        return (await fetch(`${url}session`, { method: "POST" })).status;
      } catch {
        return "refused";
      }
    }, server.url);
    assert.equal(answer, "refused");
  });
});
