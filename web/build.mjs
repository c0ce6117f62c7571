// Puts the browser's side of the maps into dist/: one script and one style sheet. Both are whole:
// the page asks for nothing else, and text is drawn with the reader's own fonts.
import { existsSync, readFileSync } from "node:fs";
import { build } from "esbuild";

const common = {
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16.4"],
  legalComments: "eof",
  logLevel: "warning",
};

// The worker becomes a classic script within the other one: pages opened from disk may not start
// workers from files, nor load modules.
const worker = await build({
  ...common,
  entryPoints: ["node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"],
  write: false,
});

/** @type {import("esbuild").Plugin} */
const workerAsText = {
  name: "worker as text",
  setup(bundle) {
    bundle.onResolve({ filter: /^worker:text$/ }, () => ({ path: "worker", namespace: "worker" }));
    bundle.onLoad({ filter: /.*/, namespace: "worker" }, () => ({
      contents: worker.outputFiles[0].text,
      loader: "text",
    }));
  },
};

/** The licences of the packages that the script holds, whole, as they ask. */
function licences() {
  const texts = ["maplibre-gl", "pmtiles", "fflate"].map((name) => {
    const files = ["LICENSE.txt", "LICENSE"].map((file) => `node_modules/${name}/${file}`);
    const file = files.find(existsSync);
    const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    const text = file ? readFileSync(file, "utf8") : license;
    return `${name} ${version}\n\n${text}`;
  });
  return `/*\n${texts.join("\n\n").replaceAll("*/", "* /")}\n*/`;
}

await build({
  ...common,
  footer: { js: licences() },
  entryPoints: [{ in: "src/main.js", out: "map" }],
  outdir: "dist",
  plugins: [workerAsText],
  logOverride: { "empty-import-meta": "silent" },
});
