// The page that `genomsyra serve` answers with, as readers use it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { PROGRAM } from "./reports.js";

/** Starts `genomsyra serve` on a free port; gives the address that it prints, and what stops it. */
export async function startServer(...args) {
  const child = spawn(PROGRAM, ["serve", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => child.kill();
  process.on("exit", stop);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return { url, stop };
  }
  throw new Error("the program ended before it told its address");
}

/** Puts files on the page, as from the computer's folder; waits until each has its place on the list. */
export async function add(page, ...files) {
  const before = await page.locator("#papers > .paper:not(.busy)").count();
  await page.locator("#files").setInputFiles(files);
  await page.waitForFunction((n) => document.querySelectorAll("#papers > .paper:not(.busy)").length >= n && !document.querySelector(".paper.busy"), before + files.length);
}

/** Lets files fall on the page: { name, text }. */
export async function drop(page, ...files) {
  const held = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, text } of files) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent("#drop", "dragover", { dataTransfer: held });
  await page.dispatchEvent("#drop", "drop", { dataTransfer: held });
}

/** Opens the report of the paper that is named so; gives its frame when it has been written. */
export async function openReport(page, name) {
  await page.locator(".paper", { hasText: name }).getByRole("link").first().click();
  return frameOf(page);
}

/** The report's frame when what it holds is there. */
export async function frameOf(page) {
  const frame = page.frameLocator("#report");
  await frame.locator("footer, .foot").first().waitFor({ state: "attached" });
  return frame;
}
