// Tables beside a map follow its year: rows dated to other years grow pale.

/** @param {Document} page */
export function followYear(page) {
  page.addEventListener("choro:year", (event) => {
    const { year } = /** @type {CustomEvent<{ year: number | null }>} */ (event).detail;
    for (const found of page.querySelectorAll("[data-from], [data-to]")) {
      const row = /** @type {HTMLElement} */ (found);
      if (year === null) {
        delete row.dataset.then;
        continue;
      }
      const from = Number(row.dataset.from ?? -Infinity);
      const to = Number(row.dataset.to ?? Infinity);
      row.dataset.then = from <= year && year <= to ? "yes" : "no";
    }
  });
}
