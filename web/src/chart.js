// One map: its style, its controls, and what happens when they are used.
import * as maplibre from "maplibre-gl";
import { Protocol } from "pmtiles";
import workerCode from "worker:text";
import { element, nameControl, sortControl, yearControl } from "./controls.js";
import { Measure } from "./measure.js";
import { description } from "./popup.js";
import { coloursOf, inYear, layers } from "./style.js";
import { PIXEL_RATIO, symbols } from "./symbols.js";

/**
 * @typedef {object} Settings what an atlas says of its maps and a page of its own
 * @property {string} root
 * @property {string} archive
 * @property {string} embedded
 * @property {[number, number, number, number]} bounds west, south, east, north
 * @property {[number, number] | null} years
 * @property {Array<[string, string]>} languages
 * @property {{ name: string, count: number, symbol: string }[]} sorts
 * @property {number | null} here
 * @property {number} periods
 * @property {string} title
 * @property {Array<[number, number, string, string, string]>} marks longitude, latitude, sort,
 *   name and page of places that statements and findings concern
 */

const protocol = new Protocol();
maplibre.addProtocol("pmtiles", protocol.tile);
const worker = new Blob([workerCode], { type: "text/javascript" });
// The ending tells the library that this is no module.
maplibre.setWorkerUrl(`${URL.createObjectURL(worker)}#worker.cjs`);

export class Chart {
  /**
   * @param {HTMLElement} figure
   * @param {Settings} settings
   * @param {import("pmtiles").PMTiles} archive
   */
  constructor(figure, settings, archive) {
    this.figure = figure;
    this.settings = settings;
    /** @type {number | null} */
    this.year = null;
    this.language = "";
    /** @type {Set<number>} */
    this.hidden = new Set();
    protocol.add(archive);
    this.frame = element("div", { class: "map-frame" });
    this.box = element("div", { class: "map-box" });
    this.status = element("p", { class: "map-status", "aria-live": "polite" });
    this.drawn = figure.querySelector("svg.map");
    const place = this.drawn?.closest(".wide") ?? this.drawn;
    place?.before(this.frame);
    this.colours = coloursOf(figure);
    this.frame.append(this.box);
    this.ready = this.open(archive, place);
  }

  /** @param {import("pmtiles").PMTiles} archive @param {Element | null | undefined} drawn */
  async open(archive, drawn) {
    const [west, south, east, north] = this.settings.bounds;
    const metadata = /** @type {{ attribution?: string }} */ (await archive.getMetadata());
    this.map = new maplibre.Map({
      container: this.box,
      style: { version: 8, sources: {}, layers: [] },
      bounds: [[west, south], [east, north]],
      attributionControl: false,
      maxZoom: 17,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      locale: { "Map.Title": this.settings.title },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibre.NavigationControl({ showCompass: false }));
    this.map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }));
    this.map.addControl(new maplibre.AttributionControl({
      compact: true, customAttribution: metadata.attribution ?? "",
    }));
    this.measure = new Measure(this.map, (words) => { this.status.textContent = words; });
    await this.map.once("load");
    this.box.querySelector("details")?.removeAttribute("open");
    await this.dress();
    this.figure.dataset.interactive = performance.now().toFixed(0);
    drawn?.setAttribute("hidden", "");
    this.addControls();
    this.listen();
    await this.map.once("idle");
    Object.assign(this.figure, { choroMap: this.map });
    this.tellHere();
  }

  /** Puts pictures, tiles and layers on the map. */
  async dress() {
    for (const [name, image] of await symbols(this.colours, this.settings.sorts)) {
      this.map.addImage(name, image, { pixelRatio: PIXEL_RATIO });
    }
    this.map.addSource("choro", { type: "vector", url: "pmtiles://choro" });
    for (const { base, ...layer } of this.layers()) {
      this.map.addLayer(base === undefined ? layer : { ...layer, filter: this.filter(layer.id, base) });
    }
    this.addMarks();
    this.measure.addTo(this.colours);
  }

  /** The places that statements and findings concern, the worst above the others. */
  addMarks() {
    const features = this.settings.marks.map(([lon, lat, sort, name, page]) => ({
      type: /** @type {const} */ ("Feature"),
      properties: { sort, name, page, kind: sort },
      geometry: { type: /** @type {const} */ ("Point"), coordinates: [lon, lat] },
    }));
    if (features.length === 0) return;
    this.map.addSource("marks", { type: "geojson", data: { type: "FeatureCollection", features } });
    const order = ["undetermined", "supported", "disputed", "contradicted"];
    this.map.addLayer({
      id: "mark", type: "symbol", source: "marks",
      layout: {
        "icon-image": ["concat", "mark-", ["get", "sort"]], "icon-allow-overlap": true,
        "symbol-sort-key": ["index-of", ["get", "sort"], ["literal", order]],
      },
    }, "place");
  }

  layers() {
    const { here, periods } = this.settings;
    return layers(this.colours, { here, periods, language: this.language });
  }

  /** @param {string} id @param {import("./style.js").Filter} base */
  filter(id, base) {
    const all = ["all", base, inYear(this.shownYear())];
    if (id === "site" && this.hidden.size > 0) {
      all.push(["!", ["in", ["get", "sort"], ["literal", [...this.hidden]]]]);
    }
    return /** @type {import("./style.js").Filter} */ (all);
  }

  /** The year whose map is shown: now is the last one. */
  shownYear() {
    return this.year ?? this.settings.years?.[1] ?? null;
  }

  /** Shows what was chosen. */
  show() {
    for (const { base, ...layer } of this.layers()) {
      if (base !== undefined) this.map.setFilter(layer.id, this.filter(layer.id, base));
      const field = /** @type {Record<string, unknown>} */ (layer.layout ?? {})["text-field"];
      if (field !== undefined) this.map.setLayoutProperty(layer.id, "text-field", field);
    }
  }

  addControls() {
    const { years, languages, sorts } = this.settings;
    const bar = element("div", { class: "map-bar" });
    if (years) {
      bar.append(yearControl(years, (year) => {
        this.year = year;
        this.show();
        const detail = { year };
        this.figure.dispatchEvent(new CustomEvent("choro:year", { bubbles: true, detail }));
        this.map.once("idle", () => this.tellHere());
      }));
    }
    if (languages.length > 0) {
      bar.append(nameControl(languages, (language) => {
        this.language = language;
        this.show();
      }));
    }
    const measuring = element("button", { type: "button", "aria-pressed": "false" }, "Measure");
    measuring.addEventListener("click", () => {
      this.measure.turn(!this.measure.on);
      measuring.setAttribute("aria-pressed", String(this.measure.on));
    });
    bar.append(measuring);
    if (sorts.length > 0) {
      bar.append(sortControl(sorts, (hidden) => {
        this.hidden = hidden;
        this.show();
      }));
    }
    bar.append(element("a", { href: `${this.settings.root}search.html` }, "The places as a list"));
    this.frame.append(bar, this.status);
  }

  listen() {
    this.map.on("click", (event) => {
      if (this.measure.on) this.measure.add(event.lngLat);
      else this.ask(event.point);
    });
    this.map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const middle = this.map.getCenter();
      if (this.measure.on) this.measure.add(middle);
      else this.ask(this.map.project(middle));
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", async () => {
      this.colours = coloursOf(this.figure);
      this.map.setStyle({ version: 8, sources: {}, layers: [] }, { diff: false });
      await this.map.once("styledata");
      await this.dress();
    });
  }

  /** Says what is at a point of the map. @param {{ x: number, y: number }} at */
  ask(at) {
    const words = description(this.map, at, this.settings.root);
    if (!words) return;
    new maplibre.Popup({ maxWidth: "20rem" }).setLngLat(this.map.unproject([at.x, at.y]))
      .setDOMContent(words).addTo(this.map);
  }

  /** Says what the page's place was called and lay in, in the year shown. */
  tellHere() {
    const { here, periods } = this.settings;
    const year = this.shownYear();
    if (here === null || this.measure.on) return;
    const found = this.map.querySourceFeatures("choro", {
      sourceLayer: "place",
      filter: ["all", [">=", ["id"], here], ["<", ["id"], here + periods], inYear(year)],
    });
    const p = found[0]?.properties;
    if (!p) return;
    const when = this.year === null ? "Now" : String(year);
    this.status.textContent = `${when}: ${p.name}${p.in ? `, in ${p.in}` : ""}`;
  }
}
