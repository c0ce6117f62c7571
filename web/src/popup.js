// What a place, line or site on the map is, and the way to its page.
import { element } from "./controls.js";

/** Layers that can be asked what they show, the nearest to the reader first. */
const ASKED = ["mark", "here-name", "place", "site", "crossing", "station", "area-name", "water-name", "rail"];

/** @param {Record<string, unknown>} p attributes */
function years(p) {
  if (p.from === undefined && p.to === undefined) return "";
  if (p.from === undefined) return `until ${p.to}`;
  return p.to === undefined ? `since ${p.from}` : `${p.from}–${p.to}`;
}

/**
 * What is at or about a point of the map, once each; with the page of each.
 * @param {import("maplibre-gl").Map} map
 * @param {{ x: number, y: number }} at
 * @param {string} root way to the root of the site
 */
export function description(map, at, root) {
  const about = /** @type {[[number, number], [number, number]]} */ ([
    [at.x - 6, at.y - 6], [at.x + 6, at.y + 6],
  ]);
  const asked = ASKED.filter((layer) => map.getLayer(layer));
  const found = map.queryRenderedFeatures(about, { layers: asked });
  const seen = new Set();
  const rows = [];
  for (const { properties: p } of found) {
    const key = `${p.name}|${p.kind}|${p.from}|${p.to}`;
    if (seen.has(key) || rows.length === 6) continue;
    seen.add(key);
    const name = p.page
      ? element("a", { href: root + p.page }, String(p.name))
      : element("strong", {}, String(p.name || "unnamed"));
    const more = [p.kind, p.state, p.mode, p.in && `in ${p.in}`, years(p)].filter(Boolean);
    rows.push(element("li", {}, name, element("span", {}, more.join(", "))));
  }
  return rows.length > 0 ? element("ul", { class: "map-found" }, ...rows) : null;
}
