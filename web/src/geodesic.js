// Distances on the WGS 84 ellipsoid (Vincenty 1975, inverse formula).

const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const RADIANS = Math.PI / 180;

/**
 * Metres between two positions; along a sphere near antipodes, where the formula does not settle.
 * @param {[number, number]} from longitude and latitude, degrees
 * @param {[number, number]} to
 */
export function distance(from, to) {
  const l = (to[0] - from[0]) * RADIANS;
  const [u1, u2] = [from[1], to[1]].map((lat) => Math.atan((1 - F) * Math.tan(lat * RADIANS)));
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let turn = 0; turn < 100; turn += 1) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const sinS = Math.hypot(cosU2 * sinL, cosU1 * sinU2 - sinU1 * cosU2 * cosL);
    if (sinS === 0) return 0;
    const cosS = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
    const sigma = Math.atan2(sinS, cosS);
    const sinAlpha = (cosU1 * cosU2 * sinL) / sinS;
    const cosSqAlpha = 1 - sinAlpha ** 2;
    const cos2M = cosSqAlpha === 0 ? 0 : cosS - (2 * sinU1 * sinU2) / cosSqAlpha;
    const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
    const before = lambda;
    lambda = l + (1 - c) * F * sinAlpha
      * (sigma + c * sinS * (cos2M + c * cosS * (2 * cos2M ** 2 - 1)));
    if (Math.abs(lambda - before) > 1e-12) continue;
    const uSq = (cosSqAlpha * (A * A - B * B)) / (B * B);
    const k = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
    const m = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
    const delta = m * sinS * (cos2M + (m / 4) * (cosS * (2 * cos2M ** 2 - 1)
      - (m / 6) * cos2M * (4 * sinS ** 2 - 3) * (4 * cos2M ** 2 - 3)));
    return B * k * (sigma - delta);
  }
  const cos = Math.sin(from[1] * RADIANS) * Math.sin(to[1] * RADIANS)
    + Math.cos(from[1] * RADIANS) * Math.cos(to[1] * RADIANS) * Math.cos(l);
  return 6371008.8 * Math.acos(Math.max(-1, Math.min(1, cos)));
}
