// What citeproc-js, the reference processor of the Citation Style Language, makes of the cases
// in tests/citations/independent/cases.json, in each bundled style. The tests hold the result
// against Pandoc's processor, which the program uses.
//
//   npm install citeproc            (in any folder)
//   node scripts/citations_by_citeproc_js.mjs FOLDER/node_modules/citeproc LOCALES
//
// LOCALES is a folder with locales-en-US.xml and the like, such as citeproc/data/locales of the
// citeproc-py package. Writes tests/citations/independent/expected.json.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [library, locales] = process.argv.slice(2).map((path) => resolve(path));
const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const CSL = createRequire(import.meta.url)(library);
const folder = join(home, "tests", "citations", "independent");
const { items, citations } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8"));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const styles = process.argv[4] ? process.argv.slice(4) : [
  "chicago-notes-bibliography", "chicago-author-date", "apa", "modern-language-association",
  "harvard-cite-them-right", "oscola", "gost-r-7-0-5-2008",
];

function cited(style) {
  const system = {
    retrieveLocale: (language) => readFileSync(join(locales, `locales-${language}.xml`), "utf8"),
    retrieveItem: (id) => structuredClone(byId[id]),
  };
  const xml = readFileSync(join(home, "chatbot", "citations", "styles", `${style}.csl`), "utf8");
  const engine = new CSL.Engine(system, xml);
  engine.setOutputFormat("text");
  const texts = [];
  const before = [];
  citations.forEach((citation, number) => {
    const cluster = { citationItems: [citation], properties: { noteIndex: number + 1 } };
    const [, changed] = engine.processCitationCluster(cluster, before, []);
    for (const [place, text, id] of changed) {
      texts[place] = text;
      if (place === number) before.push([id, number + 1]);
    }
  });
  return { citations: texts, bibliography: engine.makeBibliography()[1].map((e) => e.trim()) };
}

const result = Object.fromEntries(styles.map((style) => [style, cited(style)]));
writeFileSync(join(folder, "expected.json"), JSON.stringify(result, null, 1) + "\n");
