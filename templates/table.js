// The table of studies sorted and filtered, its state in the address. Without this script all of it is there.
(() => {
  "use strict";
  const find = (selector, within = document) => within.querySelector(selector);
  const on = (target, type, act) => target.addEventListener(type, act);
  const table = find("table.studies");
  const box = find(".table-filter");
  if (!table || !box) return;

  const PAGE = 100;
  const { lang } = document.documentElement;
  const collator = new Intl.Collator(lang, { numeric: true });
  const number = new Intl.NumberFormat(lang);
  const line = find(".filtered");
  const status = find("[role=status]");
  const paper = find(".on-paper");
  const more = find(".more");
  const [body] = table.tBodies;
  const rows = [...body.rows];
  const all = [...rows.keys()];
  const text = (row, at) => rows[row].cells[at].textContent;
  // Asked of the box: in a form, a field's name may hide a property of the form.
  const search = find("[name=q]", box);
  const years = [...box.querySelectorAll("[name=year]")];
  const columns = [...table.tHead.rows[0].cells].map((head) => ({ head, key: head.dataset.key, label: head.textContent }));
  const placeOf = (key) => columns.findIndex((column) => column.key === key);

  // Each row's values of a facet, as places in the list of its options.
  const facets = [...box.querySelectorAll("select")].map((select) => {
    const options = [...select.options].slice(1);
    const labels = options.map((option) => option.textContent);
    const places = new Map(labels.map((label, at) => [label, [at]]));
    const column = placeOf(select.name);
    const values = rows.map((row) => {
      const { dataset, textContent } = row.cells[column];
      return dataset.v ? dataset.v.split(" ").map(Number) : places.get(textContent) || [];
    });
    return { select, options, labels, column, values };
  });
  const issued = all.map((row) => Number(text(row, 1)));

  let sort = ""; // “year”, “-year”, or "" for the order of the page
  let shown = [];
  let limit = PAGE;

  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const sorted = (key) => key.replace(/^-/, "");
  const orders = {};
  let folded;

  // All rows in order; those without a value stay last.
  function ordered() {
    const column = placeOf(sorted(sort));
    if (column < 0) return all;
    const keys = all.map((row) => text(row, column).replace(/(\d)[.,\s](?=\d{3}\b)/g, "$1"));
    const sign = sort.startsWith("-") ? -1 : 1;
    return [...all].sort((a, b) => !keys[a] - !keys[b] || sign * collator.compare(keys[a], keys[b]));
  }

  function filter() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    if (words.length) folded ??= rows.map((row) => fold(row.textContent));
    const [from, to] = years.map((input) => Number(input.value));
    const chosen = facets.map(({ select }) => select.selectedIndex - 1);
    const counts = facets.map(({ options }) => options.map(() => 0));
    const count = (facet, row) => facets[facet].values[row].forEach((value) => counts[facet][value]++);
    shown = (orders[sort] ??= ordered()).filter((row) => {
      if ((from && !(issued[row] >= from)) || (to && !(issued[row] <= to))) return false;
      if (!words.every((word) => folded[row].includes(word))) return false;
      const missed = chosen.flatMap((value, at) => (value < 0 || facets[at].values[row].includes(value) ? [] : at));
      // An option tells how many studies it would leave: its own list's choice does not count.
      if (missed.length === 1) count(missed[0], row);
      if (!missed.length) facets.forEach((_, at) => count(at, row));
      return !missed.length;
    });
    facets.forEach(({ options, labels }, facet) =>
      options.forEach((option, at) => {
        const label = labels[at] + " (" + number.format(counts[facet][at]) + ")";
        if (option.textContent !== label) option.text = label;
      })
    );
  }

  function show(most = limit) {
    const part = document.createDocumentFragment();
    for (const row of shown.slice(0, most)) part.append(rows[row]);
    body.replaceChildren(part);
    more.hidden = shown.length <= most;
  }

  function showMore(most) {
    const next = body.rows.length;
    show((limit = most));
    body.rows[next].querySelector("a").focus();
  }

  function update() {
    filter();
    show((limit = PAGE));
    for (const { head, key } of columns) {
      head.ariaSort = sort === key ? "ascending" : sort === "-" + key ? "descending" : null;
    }
    status.textContent = status.dataset.words.replace("{shown}", number.format(shown.length));
    const said = facets
      .filter(({ select }) => select.value)
      .map(({ select, labels, column }) => columns[column].label + ": " + labels[select.selectedIndex - 1]);
    if (search.value) said.unshift("“" + search.value + "”");
    if (span()) said.push(columns[1].label + ": " + span().replace("-", "–"));
    paper.textContent = said.join("; ");
  }

  // “2017”, “2017-2020”, “2017-”, “-2020” or "".
  const span = () => [...new Set(years.map((input) => input.value))].join("-");

  function write() {
    const state = new URLSearchParams();
    if (search.value) state.set("q", search.value);
    for (const { select } of facets) if (select.value) state.set(select.name, select.value);
    if (span()) state.set("year", span());
    if (sort) state.set("sort", sort);
    const query = "?" + state;
    try {
      history.replaceState(null, "", query === "?" ? location.pathname : query);
    } catch (error) {
      location.replace("#" + query); // where a browser keeps the addresses of files as they are
    }
  }

  const address = () => new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(1) : location.search);

  function read(state = address()) {
    search.value = state.get("q") || "";
    for (const { select, options } of facets) {
      const value = state.get(select.name);
      select.selectedIndex = value ? options.findIndex((option) => option.value === value) + 1 : 0;
    }
    const [from, to = from] = (state.get("year") || "").split("-");
    years.forEach((input, at) => (input.value = at ? to : from));
    const order = state.get("sort") || "";
    sort = placeOf(sorted(order)) < 0 ? "" : order;
    update();
  }

  let waiting;
  function changed() {
    update();
    clearTimeout(waiting);
    waiting = setTimeout(write, 200);
  }

  // What begins so is a formula to a spreadsheet.
  const quoted = (cell) => '"' + cell.replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""') + '"';

  function download() {
    const head = [columns[0].label, line.dataset.title, ...columns.slice(1).map(({ label }) => label), "page"];
    const lines = shown.map((row) => {
      const study = rows[row].cells[0];
      const link = find("a", study);
      const cells = columns.slice(1).map((_, at) => {
        const facet = facets.find(({ column }) => column === at + 1);
        return facet ? facet.values[row].map((value) => facet.labels[value]).join("; ") : text(row, at + 1);
      });
      const page = "studies/" + link.getAttribute("href").replace(/index\.html$/, "");
      return [link.textContent, find(".title", study).textContent, ...cells, page];
    });
    const csv = [head, ...lines].map((cells) => cells.map(quoted).join(",") + "\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", ...csv], { type: "text/csv" }));
    link.download = "studies.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  for (const { head, key } of columns) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    on(button, "click", () => {
      sort = sort === key ? "-" + key : sort === "-" + key ? "" : key;
      changed();
    });
  }
  const [further, every] = more.querySelectorAll("button");
  on(further, "click", () => showMore(limit + PAGE));
  on(every, "click", () => showMore(Infinity));
  on(find("button", line), "click", download);
  on(box, "input", changed);
  on(box, "reset", (event) => {
    event.preventDefault();
    read(new URLSearchParams({ sort }));
    write();
  });
  on(window, "popstate", () => read());
  on(window, "beforeprint", () => show(Infinity));
  on(window, "afterprint", () => show());
  read();
  box.open = innerWidth > 640 || paper.textContent !== "";
  box.hidden = line.hidden = false;
})();
