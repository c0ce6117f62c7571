// Where the browser can, the drawn map of a page becomes one that can be moved about in. Where it
// cannot, the drawn map stays.
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { loadScript, openArchive } from "./archive.js";
import { Chart } from "./chart.js";
import { followYear } from "./tables.js";

/** @returns {boolean} whether the browser draws with WebGL 2 */
function hasWebGl() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

/** @param {HTMLElement} figure @param {string} words */
function remark(figure, words) {
  const note = document.createElement("p");
  note.className = "hint map-remark";
  note.textContent = words;
  figure.append(note);
}

/** @param {HTMLElement} figure */
async function start(figure) {
  const own = JSON.parse(figure.dataset.map ?? "");
  await loadScript(`${own.root}map-settings.js`);
  /** @type {import("./chart.js").Settings} */
  const settings = { .../** @type {any} */ (window).choroMaps, ...own };
  const archive = await openArchive(settings);
  if (!archive) {
    remark(figure, "Opened from disk, this atlas shows drawn maps only: its map data is too large.");
    return;
  }
  await loadStyle(`${settings.root}map.css`);
  const chart = new Chart(figure, settings, archive);
  await chart.ready;
  figure.dataset.ready = "yes";
}

/** @param {string} href */
function loadStyle(href) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => resolve(undefined);
    document.head.append(link);
  });
}

followYear(document);
if (hasWebGl()) {
  for (const figure of document.querySelectorAll("figure.chart[data-map]")) {
    const own = /** @type {HTMLElement} */ (figure);
    start(own).catch((error) => {
      own.dataset.ready = "no";
      own.querySelector(".map-frame")?.remove();
      remark(own, `The map cannot be moved about in: ${error.message ?? error}`);
    });
  }
}
