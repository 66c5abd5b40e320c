/** A new element; texts among the children are only ever text. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that does something. */
export function button(words, attributes, act) {
  const made = element("button", { type: "button", class: "button", ...attributes }, words);
  made.addEventListener("click", act);
  return made;
}

/** Tells those who do not see the page what happened. */
export function tell(words) {
  document.getElementById("told").textContent = words;
}
