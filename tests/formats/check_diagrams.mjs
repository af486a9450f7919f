// Parses diagrams with the tools' own parsers: lines of JSON {"tool": ..., "text": ...} in, {"ok": ..., "error": ...,
// "texts": [...]} out. ARGMAP_NODE_MODULES names the folder that holds mermaid, jsdom and @terrastruct/d2.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";

const require = createRequire(process.env.ARGMAP_NODE_MODULES + "/");

// The entry that a package has for import: require.resolve would name the one for require.
async function load(name) {
  const described = JSON.parse(readFileSync(join(process.env.ARGMAP_NODE_MODULES, name, "package.json"), "utf8"));
  let entry = described.exports?.["."] ?? described.module ?? described.main;
  while (typeof entry !== "string") entry = entry.import ?? entry.node ?? entry.default;
  return import(pathToFileURL(join(process.env.ARGMAP_NODE_MODULES, name, entry)).href);
}

// Each tool is loaded when it is first asked: D2 takes a page for a browser where Mermaid needs one.
const tools = {
  async mermaid() {
    const { JSDOM } = require("jsdom");
    globalThis.window = new JSDOM("<!doctype html><body></body>").window;
    globalThis.document = globalThis.window.document;
    const mermaid = (await load("mermaid")).default;
    mermaid.initialize({ maxTextSize: 10_000_000, maxEdges: 100_000 });
    return async (text) => {
      const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
      return [...diagram.db.getVertices().values()].map((vertex) => vertex.text);
    };
  },
  async d2() {
    const { D2 } = await load("@terrastruct/d2");
    const d2 = new D2();
    return async (text) => (await d2.compile(text)).diagram.shapes.map((shape) => shape.label);
  },
};
const loaded = {};
const SECONDS = 60; // what one text may take, the loading of its tool included

// Loading both tools in one process never ends: D2 then waits for a worker that only a browser has.
async function texts(tool, text) {
  const other = Object.keys(loaded).find((name) => name !== tool);
  if (other) throw new Error(`one run parses for one tool: ${tool} is asked for after ${other}`);
  return (await (loaded[tool] ??= tools[tool]()))(text);
}

// A promise that nothing can end any more ends the process with code 13, or leaves it waiting for ever.
function within(seconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { tool, text } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ ok: true, texts: await within(SECONDS, texts(tool, text)) }));
  } catch (error) {
    console.log(JSON.stringify({ ok: false, error: String(error.message ?? error) }));
  }
}
process.exit(0);
