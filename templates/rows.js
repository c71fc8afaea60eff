// The rest of a long table of studies, which is loaded when a reader wants to sort or filter it, or comes with a filter.
(() => {
  "use strict";
  const offer = document.querySelector(".further");
  if (!offer) return;
  const button = offer.querySelector("button");
  const { files, script } = offer.dataset;
  let rows = [];
  // Each file calls this with its rows. As scripts they can be loaded from a disk, too.
  window.studyRows = (html) => rows.push(html);

  function load(source) {
    return new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src: source, async: false });
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  async function sortable() {
    button.disabled = true;
    try {
      await Promise.all(files.split(" ").map(load));
    } catch {
      rows = [];
      button.disabled = false;
      return;
    }
    document.querySelector("table.studies").tBodies[0].insertAdjacentHTML("beforeend", rows.join(""));
    const filter = document.querySelector("#filter");
    filter.replaceWith(filter.content);
    for (const one of [offer, ...document.querySelectorAll(".parts, .part-neighbours")]) one.remove();
    await load(script);
  }

  button.onclick = async () => {
    await sortable();
    document.querySelector(".table-filter [name]")?.focus();
  };
  offer.hidden = false;
  if (location.search || location.hash.startsWith("#?")) sortable();
})();
