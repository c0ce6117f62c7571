// Small pictures on the map: dots of settlements, and the marks of sorts of sites as the drawn maps
// have them.

const SCALE = 2;

/**
 * A disc as image data.
 * @param {number} radius pixels @param {string} fill @param {string} stroke @param {number} width
 */
function disc(radius, fill, stroke, width) {
  const size = Math.ceil(radius + width) * 2 * SCALE;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.beginPath();
  pen.arc(size / 2, size / 2, radius * SCALE, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = width * SCALE;
  pen.fill();
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

/**
 * A shape with straight sides as image data.
 * @param {Array<[number, number]>} corners pixels from its middle @param {string} fill @param {string} stroke
 */
function shape(corners, fill, stroke) {
  const size = 16 * SCALE;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.beginPath();
  for (const [x, y] of corners) pen.lineTo(size / 2 + x * SCALE, size / 2 + y * SCALE);
  pen.closePath();
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  pen.lineWidth = 1.2 * SCALE;
  pen.fill();
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

/** A drawing as image data. @param {string} svg @param {number} size pixels */
async function picture(svg, size) {
  const image = new Image(size * SCALE, size * SCALE);
  const whole = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
  image.src = `data:image/svg+xml,${encodeURIComponent(whole)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * SCALE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.drawImage(image, 0, 0, size * SCALE, size * SCALE);
  return pen.getImageData(0, 0, size * SCALE, size * SCALE);
}

/**
 * All pictures by name.
 * @param {Record<string, string>} c colours
 * @param {{ symbol: string }[]} sorts
 * @returns {Promise<Array<[string, ImageData]>>}
 */
export async function symbols(c, sorts) {
  /** @type {Array<[string, ImageData]>} */
  const found = [
    ["dot-city", disc(3.4, c.ink, c.halo, 1.2)],
    ["dot", disc(2.6, c.land, c.ink, 1.2)],
    ["dot-other", disc(1.8, c.land, c.muted, 1)],
    ["dot-here", disc(4.2, c.here, c.halo, 1.6)],
    ["mark-contradicted", shape([[0, -6.5], [6.5, 0], [0, 6.5], [-6.5, 0]], c.contradicted, c.halo)],
    ["mark-disputed", shape([[0, -6], [6, 5], [-6, 5]], c.disputed, c.halo)],
    ["mark-supported", disc(4.5, c.supported, c.halo, 1.2)],
    ["mark-undetermined", disc(3, c.undetermined, c.halo, 1.2)],
  ];
  for (const [at, sort] of sorts.entries()) {
    found.push([`sort-${at}`, await picture(sort.symbol, 14)]);
  }
  return found;
}

export const PIXEL_RATIO = SCALE;
