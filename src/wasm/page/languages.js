// The page in its other language, without losing the documents on it: its markup is written into the same window, where the core stays.
import { kept } from "./core.js";
import { element } from "./dom.js";
import { language, text } from "./texts.js";

function write(other) {
  const address = new URL(location.href);
  address.searchParams.set("lang", other);
  // For the one who loads the page again.
  history.replaceState(null, "", address);
  document.open();
  document.write(kept.pages[other]);
  document.close();
}

const asked = new URLSearchParams(location.search).get("lang");
// Nothing can be written over a page while its own script begins.
if (asked !== language && asked in kept.pages) setTimeout(() => write(asked));

const link = document.querySelector("a[hreflang]");
link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!document.querySelector(".busy")) write(link.hreflang);
  else if (!document.getElementById("wait")) link.after(element("span", { id: "wait", class: "note", role: "alert" }, ` ${text("wait_for_reading")}`));
});
