// Measuring: points set one after another, and how far it is along them.
import { distance } from "./geodesic.js";

const SOURCE = "measured";

export class Measure {
  /**
   * @param {import("maplibre-gl").Map} map
   * @param {(words: string) => void} say
   */
  constructor(map, say) {
    this.map = map;
    this.say = say;
    this.on = false;
    /** @type {Array<[number, number]>} */
    this.points = [];
  }

  /** The layers of what is measured. @param {Record<string, string>} c colours */
  addTo(c) {
    this.map.addSource(SOURCE, { type: "geojson", data: this.data() });
    this.map.addLayer({
      id: "measured-line", type: "line", source: SOURCE,
      paint: { "line-color": c.here, "line-width": 2, "line-dasharray": [2, 1] },
    });
    this.map.addLayer({
      id: "measured-point", type: "circle", source: SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": 4, "circle-color": c.here, "circle-stroke-color": c.halo, "circle-stroke-width": 1.5 },
    });
  }

  data() {
    const feature = (geometry) => ({ type: "Feature", properties: {}, geometry });
    const points = this.points.map((at) => feature({ type: "Point", coordinates: at }));
    const line = this.points.length > 1
      ? [feature({ type: "LineString", coordinates: this.points })]
      : [];
    return /** @type {GeoJSON.FeatureCollection} */ ({
      type: "FeatureCollection", features: [...line, ...points],
    });
  }

  /** @param {boolean} on */
  turn(on) {
    this.on = on;
    this.points = [];
    this.show();
    this.say(on ? "Measuring: set points by clicking, or with Enter at the middle of the map." : "");
  }

  /** @param {{ lng: number, lat: number }} at */
  add(at) {
    this.points.push([at.lng, at.lat]);
    this.show();
    const steps = this.points.slice(1).map((to, n) => distance(this.points[n], to));
    const km = (metres) => `${(metres / 1000).toFixed(metres < 10000 ? 2 : 1)} km`;
    const all = steps.reduce((sum, step) => sum + step, 0);
    if (steps.length === 0) this.say("Measuring: one point set.");
    else if (steps.length === 1) this.say(`Distance: ${km(all)}`);
    else this.say(`Distance: ${km(all)}, the last stretch ${km(steps[steps.length - 1])}`);
  }

  show() {
    const source = /** @type {import("maplibre-gl").GeoJSONSource} */ (this.map.getSource(SOURCE));
    source?.setData(this.data());
  }
}
