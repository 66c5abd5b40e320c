// Functions that run inside a page, so each stands by itself.

/** Everything that makes the page wider than its window, or that is cut. Empty is good. */
export function misfits() {
  const wrong = [];
  const root = document.scrollingElement;
  const name = (e) => `<${e.localName} class="${e.className?.baseVal ?? e.className}" id="${e.id}"> ${(e.textContent ?? "").trim().slice(0, 50)}`.replaceAll(/\s+/g, " ");
  if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg")?.parentElement?.closest("svg") || element.closest(".unseen, .skip")) continue;
    // Told to screen readers only.
    const clipped = (e) => e.getBoundingClientRect().width <= 1 && getComputedStyle(e).overflowX === "hidden";
    if (clipped(element) || clipped(element.parentElement) || clipped(element.parentElement.parentElement ?? element.parentElement)) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    let region = element.parentElement;
    while (region && !scrolls(region)) region = region.parentElement;
    const out = (e) => e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1;
    // The innermost tells most.
    if (!region && out(element) && ![...element.children].some(out)) wrong.push(`out of the window (${Math.round(box.left)}–${Math.round(box.right)}): ${name(element)}`);
    const style = getComputedStyle(element);
    if (/hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && style.display !== "inline") wrong.push(`cut: ${name(element)}`);
    if (scrolls(element) && element.scrollWidth > element.clientWidth + 1) {
      if (element.tabIndex < 0) wrong.push(`scrolls, but not by keyboard: ${name(element)}`);
      if (!element.getAttribute("aria-label") && !element.getAttribute("aria-labelledby")) wrong.push(`scrolls, but has no name: ${name(element)}`);
    }
  }
  return wrong.length > 12 ? [...wrong.slice(0, 12), `… and ${wrong.length - 12} more`] : wrong;
}

/** Unfolds everything that is folded away. */
export function unfold() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

/** The text spacing that WCAG 1.4.12 asks a page to stand. */
export function spaceOut() {
  for (const element of document.querySelectorAll("body, body *")) {
    element.style.lineHeight = "1.5";
    element.style.letterSpacing = "0.12em";
    element.style.wordSpacing = "0.16em";
    if (element.localName === "p") element.style.marginBottom = "2em";
  }
}

/** Whether the element with the focus, or `selector`, begins in the window or fills it, and nothing lies over it there. */
export function inSight(selector) {
  const element = selector ? document.querySelector(selector) : document.activeElement;
  const seen = (x, y) => {
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    const there = document.elementFromPoint(x, y);
    return there !== null && (element === there || element.contains(there));
  };
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  return boxes.some((box) => {
    // What is larger than the window is seen by a part of it: the middle of the part inside.
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    return [0.5, 0.1, 0.9].some((x) => [0.5, 0.1, 0.9].some((y) => seen(left + (right - left) * x, top + (bottom - top) * y)));
  });
}

/** Whether the element with the focus shows it, and where it is. */
export function focusShown() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { shown, what: `<${element.localName} id="${element.id}" href="${element.getAttribute("href")}"> ${(element.textContent ?? "").trim().slice(0, 50)}` };
}
