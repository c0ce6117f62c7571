// The archive of tiles: by parts from a web server, whole from a script for pages opened from disk
// and from servers that give files only as a whole.
import { PMTiles } from "pmtiles";

/** @typedef {{ data: ArrayBuffer }} Part */

class Whole {
  /** @param {ArrayBuffer} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }
  getKey() {
    return "choro";
  }
  /** @param {number} offset @param {number} length @returns {Promise<Part>} */
  async getBytes(offset, length) {
    return { data: this.bytes.slice(offset, offset + length) };
  }
}

class Served {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    /** @type {Whole | null} */
    this.whole = null;
  }
  getKey() {
    return "choro";
  }
  /** @param {number} offset @param {number} length @param {AbortSignal} [signal] */
  async getBytes(offset, length, signal) {
    if (this.whole) return this.whole.getBytes(offset, length);
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    const answer = await fetch(this.url, { headers, signal });
    if (!answer.ok) throw new Error(`${this.url}: ${answer.status}`);
    const data = await answer.arrayBuffer();
    if (answer.status === 206) return { data };
    this.whole = new Whole(data);
    return this.whole.getBytes(offset, length);
  }
}

/** Runs a script of the site. @param {string} src */
export function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve(undefined);
    script.onerror = () => reject(new Error(`${src} is missing`));
    document.head.append(script);
  });
}

/**
 * The archive of an atlas; null where the page was opened from disk and the archive is too large.
 * @param {import("./chart.js").Settings} settings
 * @returns {Promise<PMTiles | null>}
 */
export async function openArchive(settings) {
  if (location.protocol !== "file:") {
    return new PMTiles(new Served(new URL(settings.root + settings.archive, location.href).href));
  }
  await loadScript(settings.root + settings.embedded);
  const text = /** @type {{ choroTiles?: string | null }} */ (window).choroTiles;
  if (!text) return null;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new PMTiles(new Whole(bytes.buffer));
}
