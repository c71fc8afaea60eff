// Formats with citeproc-js, the reference implementation of CSL.
//
// usage: node citeproc.js TASK.json > RESULT.json
// TASK: {locales: folder, lang, items, jobs: [{style: path, citations: [{items, note}]}]}
// RESULT: a list of {citations, bibliography} or {error}, one for each job, each with the CPU seconds it took.
const fs = require("fs");
const CSL = require("citeproc");

const task = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const items = Object.fromEntries(task.items.map((item) => [item.id, item]));
const locales = {};

const system = {
  retrieveItem: (id) => JSON.parse(JSON.stringify(items[id])),
  retrieveLocale: (lang) => {
    const path = `${task.locales}/locales-${lang}.xml`;
    if (!(lang in locales)) locales[lang] = fs.existsSync(path) ? fs.readFileSync(path, "utf8") : false;
    return locales[lang];
  },
};

function format(job) {
  const engine = new CSL.Engine(system, fs.readFileSync(job.style, "utf8"), task.lang);
  engine.opt.development_extensions.wrap_url_and_doi = false;
  engine.updateItems(task.items.map((item) => item.id));
  const clusters = job.citations.map((citation, index) => ({
    citationID: `c${index}`,
    citationItems: citation.items,
    properties: { noteIndex: citation.note },
  }));
  const citations = engine.rebuildProcessorState(clusters, "html").map(([, , text]) => text);
  const made = engine.makeBibliography();
  if (!made) return { citations, bibliography: {}, order: [] };
  const unprinted = new Set(made[0].bibliography_errors.map((error) => error.itemID));
  const order = made[0].entry_ids.map(([id]) => id).filter((id) => !unprinted.has(id));
  return { citations, bibliography: Object.fromEntries(order.map((id, index) => [id, made[1][index]])), order };
}

const results = task.jobs.map((job) => {
  const before = process.cpuUsage();
  let result;
  try {
    result = format(job);
  } catch (error) {
    result = { error: String(error) };
  }
  const spent = process.cpuUsage(before);
  return { ...result, seconds: (spent.user + spent.system) / 1e6 };
});
process.stdout.write(JSON.stringify(results));
