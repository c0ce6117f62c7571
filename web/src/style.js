// How the map looks: colours are those of the drawn maps, read off the page's style sheet.

/** @typedef {import("maplibre-gl").FilterSpecification} Filter */
/** @typedef {import("maplibre-gl").LayerSpecification} Layer */

const NAMES = [
  "paper", "land", "water", "shore", "river", "border", "county", "rail", "ink", "muted", "halo",
  "here", "here-area", "supported", "contradicted", "disputed", "undetermined",
];
/** Families that map.css names, drawn by the browser itself. */
const FONT = ["Noto Sans", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "system-ui", "sans-serif"];
const BOLD = ["Noto Sans Bold", ...FONT.slice(1)];

/**
 * The colours of the drawn map in a figure.
 * @param {Element} figure
 * @returns {Record<string, string>}
 */
export function coloursOf(figure) {
  const drawn = figure.querySelector("svg.map") ?? document.body;
  const style = getComputedStyle(drawn);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim() || "#888888";
  return Object.fromEntries(NAMES.map((name) => [name, colour(name)]));
}

/** What holds in a year, and what bears no date. @param {number | null} year @returns {Filter} */
export function inYear(year) {
  if (year === null) return true;
  return [
    "all",
    ["<=", ["coalesce", ["get", "from"], -100000], year],
    [">=", ["coalesce", ["get", "to"], 100000], year],
  ];
}

/** @param {string[]} kinds @returns {Filter} */
const kind = (...kinds) => ["in", ["get", "kind"], ["literal", kinds]];

/**
 * The layers of the map from the ground up; `base` is each one's own filter.
 * @param {Record<string, string>} c colours
 * @param {{ here: number | null, periods: number, language: string }} shown
 * @returns {Array<Layer & { base?: Filter }>}
 */
export function layers(c, { here, periods, language }) {
  /** @type {Filter} */
  const isHere = here === null
    ? false
    : ["all", [">=", ["id"], here], ["<", ["id"], here + periods]];
  const name = language
    ? ["coalesce", ["get", `name:${language}`], ["get", "name"]]
    : ["get", "name"];
  const text = { "text-font": FONT, "text-field": name, "text-max-width": 9 };
  const halo = { "text-halo-color": c.halo, "text-halo-width": 1.4 };
  const line = (id, layer, base, paint, more = {}) => ({
    id, type: "line", source: "choro", "source-layer": layer, base,
    layout: { "line-join": "round", "line-cap": "butt", ...more }, paint,
  });
  const areaNames = ["country", "province", "county"];
  const waterNames = ["sea", "lake"];
  return [
    { id: "paper", type: "background", paint: { "background-color": c.paper } },
    {
      id: "land", type: "fill", source: "choro", "source-layer": "area",
      base: ["<=", ["get", "level"], 1], paint: { "fill-color": c.land },
    },
    {
      id: "here-area", type: "fill", source: "choro", "source-layer": "area", base: isHere,
      paint: { "fill-color": c["here-area"] },
    },
    {
      id: "water", type: "fill", source: "choro", "source-layer": "water",
      base: kind("sea", "lake"), paint: { "fill-color": c.water, "fill-outline-color": c.shore },
    },
    line("county", "area", ["==", ["get", "level"], 2], { "line-color": c.county, "line-width": 0.8 }),
    line("border", "area", ["==", ["get", "level"], 1], { "line-color": c.border, "line-width": 1.2 }),
    line("country", "area", ["==", ["get", "level"], 0], { "line-color": c.border, "line-width": 1.8 }),
    line("river", "water", kind("river"), {
      "line-color": c.river, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.6, 10, 2],
    }),
    line("coast", "water", kind("coast"), { "line-color": c.shore, "line-width": 1 }),
    line("rail", "line", true, {
      "line-color": c.rail, "line-dasharray": [5, 1.2],
      "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.9, 11, 2],
    }),
    line("here-border", "area", isHere, { "line-color": c.here, "line-width": 1.6 }),
    line("here-water", "water", isHere, { "line-color": c.here, "line-width": 2.4 }),
    line("here-line", "line", here === null ? false : ["==", ["id"], here], {
      "line-color": c.here, "line-width": 2.6,
    }),
    {
      id: "station", type: "circle", source: "choro", "source-layer": "stop", minzoom: 7.5,
      base: kind("station"),
      paint: {
        "circle-radius": 2.6, "circle-color": c.land, "circle-stroke-color": c.rail,
        "circle-stroke-width": 1.2,
      },
    },
    {
      id: "crossing", type: "circle", source: "choro", "source-layer": "stop",
      base: kind("crossing"),
      paint: {
        "circle-radius": 3.4, "circle-color": c.ink, "circle-stroke-color": c.halo,
        "circle-stroke-width": 1.4,
      },
    },
    {
      id: "site", type: "symbol", source: "choro", "source-layer": "site", base: true,
      layout: {
        "icon-image": ["concat", "sort-", ["get", "sort"]], "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
      paint: { "icon-opacity": ["match", ["get", "state"], ["closed", "demolished"], 0.45, 1] },
    },
    {
      id: "water-name", type: "symbol", source: "choro", "source-layer": "place",
      base: kind(...waterNames), layout: { ...text, "text-size": 12 },
      paint: { ...halo, "text-color": c.river },
    },
    {
      id: "place", type: "symbol", source: "choro", "source-layer": "place",
      base: ["all", ["!", kind(...areaNames, ...waterNames)], ["!", isHere]],
      layout: {
        ...text,
        "text-size": ["match", ["get", "kind"], "city", 12.5, "town", 11.5, 11],
        "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.55,
        "icon-image": ["match", ["get", "kind"], "city", "dot-city", ["town", "village", "settlement", "district"], "dot", "dot-other"],
        "text-optional": true,
        "symbol-sort-key": ["match", ["get", "kind"], "city", 0, "town", 1, 2],
      },
      paint: { ...halo, "text-color": c.ink },
    },
    {
      id: "station-name", type: "symbol", source: "choro", "source-layer": "stop", minzoom: 9,
      base: true, layout: { ...text, "text-field": ["get", "name"], "text-size": 10.5, "text-anchor": "top", "text-offset": [0, 0.5] },
      paint: { ...halo, "text-color": c.rail },
    },
    {
      id: "area-name", type: "symbol", source: "choro", "source-layer": "place",
      base: ["all", kind(...areaNames), ["!", isHere]],
      layout: {
        ...text, "text-letter-spacing": 0.14,
        "text-size": ["match", ["get", "kind"], "county", 9.5, 12],
      },
      paint: { ...halo, "text-color": c.muted },
    },
    {
      id: "here-name", type: "symbol", source: "choro", "source-layer": "place", base: isHere,
      layout: {
        ...text, "text-font": BOLD, "text-size": 14, "text-anchor": "top", "text-offset": [0, 0.6],
        "text-field": ["format", name, {}, "\n", {}, ["coalesce", ["get", "in"], ""], { "font-scale": 0.72 }],
        "text-max-width": 16, "icon-image": "dot-here", "icon-allow-overlap": true,
        "text-allow-overlap": true,
      },
      paint: { ...halo, "text-color": c.here },
    },
  ];
}
