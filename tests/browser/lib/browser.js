// A headless Chromium, and pages in it as different readers have them. Nothing here knows what it looks at: a file or an address.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser that the machine has; CHROMIUM names another. Readers may have larger text than others as their browser's own setting. */
export async function startBrowser({ textSize = 16 } = {}) {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("No Chromium found. Install it (Debian: apt-get install chromium), or name one in CHROMIUM.");
  // Chromium's own calls home are turned off: whatever goes out is the page's doing.
  const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--blink-settings=defaultFontSize=${textSize}`];
  return chromium.launch({ executablePath, chromiumSandbox: false, args });
}

/** How readers differ. */
export const READERS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 } },
  narrow: { viewport: { width: 320, height: 640 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  forced: { viewport: { width: 1280, height: 900 }, forcedColors: "active", colorScheme: "dark" },
};

/**
 * Opens an address as a reader has it, hands the page to `look`, and closes it. The page holds `heard`: every request it made and
 * everything that went wrong in it.
 */
export async function withPage(browser, url, reader, look) {
  const context = await browser.newContext({ locale: "sv-SE", reducedMotion: "reduce", offline: url.startsWith("file:"), ...reader });
  try {
    const page = await context.newPage();
    const heard = { requests: [], wrong: [] };
    context.on("request", (request) => heard.requests.push(request.url()));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && heard.wrong.push(message.text()));
    page.on("pageerror", (error) => heard.wrong.push(String(error)));
    await page.goto(url, { waitUntil: "load" });
    return await look(page, heard);
  } finally {
    await context.close();
  }
}
