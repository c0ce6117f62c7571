// Opens the maps of the example atlas in a real browser and uses them as a reader would.
//
//   node map.mjs SITE
//
// Exit status 0 where all is well, also without a browser ("skipped"); 1 where not. Last, faults
// are planted in copies of the site: a check that does not see them fails.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PATIENCE = 120_000;

function program() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`]).toString().trim();
    } catch {
      // The next one.
    }
  }
  return null;
}

/** A server of a folder with parts of files, on this machine alone. */
function serve(folder) {
  const types = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
  const server = createServer((request, answer) => {
    // What browsers ask of every server by themselves.
    if (request.url === "/favicon.ico") return answer.writeHead(204).end();
    const path = join(folder, normalize(decodeURI(request.url.split("?")[0])));
    try {
      const bytes = readFileSync(statSync(path).isDirectory() ? join(path, "index.html") : path);
      const type = types[path.split(".").pop()] ?? "application/octet-stream";
      const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "");
      if (!range) return answer.writeHead(200, { "Content-Type": type }).end(bytes);
      const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
      const headers = { "Content-Type": type, "Content-Range": `bytes ${from}-${to}/${bytes.length}` };
      return answer.writeHead(206, headers).end(bytes.subarray(from, to + 1));
    } catch {
      return answer.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function must(holds, words) {
  if (!holds) throw new Error(words);
}

/** A page that tells what it asked for and what went wrong. */
async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const [asked, faults] = [[], []];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !/GL Driver|GPU stall/.test(message.text())) {
      faults.push(message.text());
    }
  });
  await page.goto(url);
  return { page, asked, faults, close: () => context.close() };
}

async function ready(page) {
  await page.waitForSelector("figure.chart[data-ready]");
  const remark = await page.locator(".map-remark").allTextContents();
  must(await page.locator("figure.chart[data-ready=yes]").count() === 1, `no map: ${remark}`);
}

/** What the tiles loaded say of a place in the year shown. */
const lying = (page, name) => page.evaluate((name) => {
  const map = document.querySelector("figure.chart").choroMap;
  const found = map.queryRenderedFeatures({ layers: ["here-name", "place"] });
  return found.filter((f) => f.properties.name === name).map((f) => f.properties.in);
}, name);

async function slideTo(page, year) {
  await page.locator(".map-year").evaluate((slider, year) => {
    slider.value = String(year);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }, year);
  await page.waitForFunction((year) =>
    document.querySelector(".map-status").textContent.startsWith(`${year}:`), year);
}

async function startPage(browser, base) {
  const { page, asked, faults, close } = await open(browser, `${base}/index.html`);
  await ready(page);
  const drawn = await page.evaluate(() => {
    const map = document.querySelector("figure.chart").choroMap;
    const layers = map.queryRenderedFeatures().map((f) => f.layer.id);
    return Object.fromEntries([...new Set(layers)].map((l) => [l, layers.filter((m) => m === l).length]));
  });
  for (const layer of ["land", "water", "border", "river", "rail", "place", "site", "crossing", "mark"]) {
    must(drawn[layer] > 0, `nothing of ${layer} is drawn: ${JSON.stringify(drawn)}`);
  }
  must(!(await page.locator("figure.chart svg.map").first().isVisible()), "the drawn map is still there");
  const elsewhere = asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(base));
  must(elsewhere.length === 0, `asks elsewhere: ${elsewhere}`);
  must(faults.length === 0, `faults: ${faults}`);
  const interactive = await page.locator("figure.chart").getAttribute("data-interactive");

  // Sites of a sort go when it is unchecked.
  await page.locator(".map-sorts summary").click();
  const before = drawn.site;
  await page.locator(".map-sorts input").first().uncheck();
  await page.waitForFunction((before) => {
    const map = document.querySelector("figure.chart").choroMap;
    const left = map.queryRenderedFeatures({ layers: ["site"] });
    return left.length < before && left.every((f) => f.properties.sort !== 0);
  }, before);

  // Names in another language.
  const names = page.locator(".map-bar select");
  await names.selectOption("ko");
  await page.waitForFunction(() => {
    const map = document.querySelector("figure.chart").choroMap;
    return JSON.stringify(map.getLayoutProperty("place", "text-field")).includes("name:ko");
  });

  // Measuring by keyboard: the middle of the map, moved by arrow keys.
  await page.getByRole("button", { name: "Measure" }).click();
  await page.locator(".maplibregl-canvas").focus();
  await page.keyboard.press("Enter");
  await page.evaluate(() => document.querySelector("figure.chart").choroMap.panBy([100, 0], { animate: false }));
  await page.keyboard.press("Enter");
  const told = await page.locator(".map-status").textContent();
  must(/^Distance: \d+(\.\d+)? km$/.test(told), `measured ${told}`);
  await close();
  return interactive;
}

async function placePage(browser, base) {
  const { page, faults, close } = await open(browser, `${base}/place/rajin.html`);
  await ready(page);
  const row = (words) => page.locator("#lay-in + table tr", { hasText: words });
  must((await lying(page, "Rajin")).join() === "Rason, North Korea", `now: ${await lying(page, "Rajin")}`);
  await slideTo(page, 1990);
  const then = await page.locator(".map-status").textContent();
  must(then === "1990: Rajin, in Rason, North Hamgyong, North Korea", `1990: ${then}`);
  must((await lying(page, "Rajin")).join().includes("North Hamgyong"), "the map does not follow");
  must(await row("1948").getAttribute("data-then") === "yes", "the row of 1990 is pale");
  must(await row("since").getAttribute("data-then") === "no", "the row of now is not pale");
  await page.getByRole("button", { name: "Now" }).click();
  must(await row("since").getAttribute("data-then") === null, "rows stay pale");
  must(faults.length === 0, `faults: ${faults}`);
  await close();
}

async function others(browser, base, folder) {
  const plain = await open(browser, `${base}/index.html`, { javaScriptEnabled: false });
  must(await plain.page.locator("figure.chart svg.map").first().isVisible(), "without scripts no map");
  await plain.close();
  const phone = await open(browser, `${base}/place/rajin.html`, { viewport: { width: 360, height: 740 } });
  await ready(phone.page);
  const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  must(wide <= 360, `${wide} pixels on a phone of 360`);
  await phone.close();
  const disk = await open(browser, pathToFileURL(join(folder, "line/hambuk-line.html")).href);
  await ready(disk.page);
  const elsewhere = disk.asked.filter((url) => !/^(data|blob|file):/.test(url));
  must(elsewhere.length === 0 && disk.faults.length === 0, `from disk: ${elsewhere} ${disk.faults}`);
  await disk.close();
}

/** Faults that the checks must see, each with what it must say of it. */
const PLANTED = [
  ["map-settings.js", (text) => `${text}fetch("http://127.0.0.1:9/").catch(() => 0);`, startPage, /elsewhere/],
  ["map.pmtiles", () => "PMTiles", startPage, /no map/],
  ["place/rajin.html", (text) => text.replaceAll("data-from", "data-was"), placePage, /row/],
];

async function plant(browser, folder) {
  for (const [name, change, check, says] of PLANTED) {
    const faulty = mkdtempSync(join(tmpdir(), "choro-map-"));
    cpSync(folder, faulty, { recursive: true });
    writeFileSync(join(faulty, name), change(readFileSync(join(faulty, name), "utf8")));
    const server = await serve(faulty);
    const base = `http://127.0.0.1:${server.address().port}`;
    const seen = await check(browser, base).then(() => "nothing", (error) => error.message);
    must(says.test(seen), `planted in ${name}, and seen: ${seen}`);
    server.close();
    rmSync(faulty, { recursive: true });
  }
}

const folder = resolve(process.argv[2]);
const executablePath = program();
if (!executablePath) {
  console.log("skipped: no Chromium (apt-get install chromium)");
  process.exit(0);
}
const args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const browser = await chromium.launch({ executablePath, args });
const server = await serve(folder);
const base = `http://127.0.0.1:${server.address().port}`;
try {
  const interactive = await startPage(browser, base);
  await placePage(browser, base);
  await others(browser, base, folder);
  await plant(browser, folder);
  console.log(`${folder}: maps hold in ${executablePath}, interactive after ${interactive} ms; planted faults seen`);
} catch (error) {
  console.error(`${folder}: ${error.message}`);
  process.exitCode = 1;
} finally {
  server.close();
  await browser.close();
}
