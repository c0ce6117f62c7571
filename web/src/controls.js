// The controls below a map: year, names, sorts of sites, measuring.

/**
 * An element with attributes and children.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * The slider of years; `null` stands for all that holds now.
 * @param {[number, number]} years
 * @param {(year: number | null) => void} choose
 */
export function yearControl([first, last], choose) {
  const slider = /** @type {HTMLInputElement} */ (element("input", {
    type: "range", min: String(first), max: String(last), value: String(last), step: "1",
    class: "map-year",
  }));
  const shown = element("output", {}, "now");
  const now = element("button", { type: "button" }, "Now");
  const tell = (year) => {
    shown.textContent = year === null ? "now" : String(year);
    choose(year);
  };
  slider.addEventListener("input", () => tell(Number(slider.value)));
  now.addEventListener("click", () => {
    slider.value = String(last);
    tell(null);
  });
  return element("div", { class: "map-years" }, element("label", {}, "Year ", slider), shown, now);
}

/**
 * @param {Array<[string, string]>} languages tag and name
 * @param {(language: string) => void} choose
 */
export function nameControl(languages, choose) {
  const options = [["", "as shown on pages"], ...languages].map(([tag, name]) =>
    element("option", { value: tag }, name || tag));
  const select = /** @type {HTMLSelectElement} */ (element("select", {}, ...options));
  select.addEventListener("change", () => choose(select.value));
  return element("label", {}, "Names ", select);
}

/**
 * @param {{ name: string, count: number, symbol: string }[]} sorts
 * @param {(hidden: Set<number>) => void} choose
 */
export function sortControl(sorts, choose) {
  const hidden = new Set();
  const rows = sorts.map((sort, at) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
    box.checked = true;
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(at);
      else hidden.add(at);
      choose(hidden);
    });
    const symbol = element("span", { class: "map-symbol" });
    symbol.innerHTML = sort.symbol;
    return element("li", {}, element("label", {}, box, symbol, ` ${sort.name} `,
      element("small", {}, String(sort.count))));
  });
  return element("details", { class: "map-sorts" }, element("summary", {}, "Sites"),
    element("ul", {}, ...rows));
}
