// axe-core on a page: every rule of WCAG 2.0–2.2 A and AA and its best practices.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds, one line a place; and how many rules it could try at all. Where the system's colours are forced, contrast is the
 * system's: the colours that axe could read are those that the browser does not use.
 */
export async function axe(page, { forcedColors } = {}) {
  const rules = forcedColors ? { "color-contrast": { enabled: false } } : {};
  // Not as a script element: the page's own policy would rightly refuse it.
  await page.evaluate(SOURCE);
  const { violations, passes } = await page.evaluate(
    ([tags, rules]) => globalThis.axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] }),
    [TAGS, rules],
  );
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll(/\s+/g, " ")}`));
  return { found, passed: passes.length };
}
