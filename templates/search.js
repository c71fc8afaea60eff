// The search: on its own page, or in a dialog with that page's form and results.
(async () => {
  "use strict";
  const here = document.currentScript.src;
  const page = new URL("search/index.html", here);
  const STEP = 10;
  const HEADINGS = 3;
  const DOI_PREFIX = /(https?:\/\/(dx\.)?doi\.org\/|doi:?)\s*(?=10\.)/gi;
  // A DOI, or words in scripts whose forms of a word begin alike
  const WORD = /(?<![\w.])10\.\d{4,}\/\S*[^\s.,;)\]>]|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{3,}/gu;
  const own = document.querySelector("main .search");
  const over = own ? null : await dialog().catch(() => location.assign(page));
  const box = own || over?.firstChild;
  if (!box) return;
  const form = box.querySelector("form");
  const { q, kind, keyword, from, to } = form.elements;
  const selects = [kind, keyword].filter(Boolean);
  const [status, list, more, indexes] = ["[role=status]", "ol", ".more", ".indexes"].map((one) => box.querySelector(one));
  const there = Object.create(null);
  let pagefind, years, results, latest, waiting;

  window.openSearch = () => {
    if (!over?.open) over?.showModal();
    q.focus();
    q.select();
  };
  if (location.protocol === "file:") {
    form.remove();
    return say("file");
  }
  form.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (own) search();
    else location.assign(page + "?" + asked());
  };
  more.onclick = async () => {
    const next = list.children.length;
    await show(latest);
    list.children[next].querySelector("a").focus();
  };
  box.onkeydown = (event) => {
    const stops = [q, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || at < 0) return;
    event.preventDefault();
    stops[at + step]?.focus();
  };
  form.hidden = false;
  openSearch();
  try {
    pagefind = await import(new URL("pagefind/pagefind.js", here));
    const [, ...others] = await (await fetch(new URL("pagefind/parts.json", here))).json();
    await Promise.all(others.map(({ folder }) => pagefind.mergeIndex(new URL("pagefind/" + folder, here).href)));
    const all = await pagefind.filters();
    years = Object.keys(all.year || {});
    const names = Object.keys(all.keyword || {}).sort(new Intl.Collator(document.documentElement.lang).compare);
    keyword?.append(...names.map((name) => new Option(name, name)));
  } catch (error) {
    return say("absent");
  }
  for (const option of form.querySelectorAll("option")) option.dataset.label = option.text;
  for (const [name, value] of own ? new URLSearchParams(location.search) : []) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  search();

  async function dialog() {
    const found = new DOMParser().parseFromString(await (await fetch(page)).text(), "text/html");
    const over = element("dialog", { ariaLabel: found.querySelector("h1").textContent });
    over.append(found.querySelector(".search"));
    over.querySelector(".choice").remove();
    for (const link of over.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), page);
    over.querySelector(".close").hidden = false;
    over.onclick = ({ target }) => {
      // What a link leads to may be on this very page.
      const { pathname } = target.closest("a") || {};
      if (target === over || target.closest(".close") || pathname === location.pathname) over.close();
    };
    document.body.append(over);
    return over;
  }

  function say(what) {
    status.textContent = (status.dataset[what] || "").replace("{number}", results?.length);
  }

  function asked() {
    return String(new URLSearchParams([...new FormData(form)].filter(([, value]) => value)));
  }

  function chosen() {
    const filters = {};
    for (const { name, value } of selects) if (value) filters[name] = value;
    if (from?.value || to?.value) {
      filters.year = { any: ["", ...years.filter((year) => year >= +from.value && year <= (+to.value || 9999))] };
    }
    return filters;
  }

  async function find(filters) {
    const text = q.value.trim().replace(/[“”„«»]/g, '"').replace(DOI_PREFIX, "");
    for (const word of text.match(WORD) || []) if (!(await (there[word] ??= isThere(word)))) return { results: [], filters: {} };
    return pagefind.search(text || null, { filters });
  }

  // Of a word that no page has, Pagefind takes as much of the beginning as some word has, be it one letter.
  async function isThere(word) {
    const [first] = (await pagefind.search(word)).results;
    if (!first) return false;
    const { content, meta } = await first.data();
    const text = Object.values(meta).join(" ") + " " + content;
    if (word.includes("/")) return plain(text).includes(plain(word));
    // Pagefind finds the parts of “PubMed”, too.
    const words = plain(text + " " + text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")).split(/\P{L}+/u);
    return words.some((one) => one.startsWith(plain(word).slice(0, Math.max(3, word.length / 2))));
  }

  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  async function search() {
    if (!years) return;
    const run = (latest = {});
    const query = asked();
    if (own) history.replaceState(null, "", query ? "?" + query : location.pathname);
    const found = await find(chosen());
    await count(found, run);
    if (run !== latest) return;
    results = query ? found.results : [];
    list.replaceChildren();
    await show(run);
    indexes.hidden = results.length > 0;
    say(query && (results.length ? "some" : "none"));
  }

  // Beside each choice stands how many results it would have while all else stays.
  async function count(found, run) {
    for (const { name, options } of selects) {
      const { [name]: own, ...others } = chosen();
      const counts = (own ? await find(others) : found).filters[name] || {};
      if (run !== latest) return;
      for (const option of [...options].slice(1)) {
        const number = counts[option.value] || 0;
        option.text = option.dataset.label + " (" + number + ")";
        option.hidden = option.disabled = !number && !option.selected;
      }
    }
  }

  async function show(run) {
    const next = results.slice(list.children.length, list.children.length + STEP);
    const found = await Promise.all(next.map((one) => one.data()));
    if (run !== latest) return;
    list.append(...found.map(line));
    more.hidden = list.children.length >= results.length;
  }

  function line({ url, meta, excerpt, sub_results }) {
    const line = box.querySelector("template").content.firstElementChild.cloneNode(true);
    const [link, about, text, headings] = line.children;
    link.href = url;
    link.textContent = meta.title;
    const label = [...kind.options].find((option) => option.value === meta.kind)?.dataset.label;
    about.textContent = [label, meta.byline].filter(Boolean).join(" · ");
    // In the page's own words Pagefind escapes angle brackets.
    excerpt.split(/<\/?mark>/).forEach((part, at) => {
      const words = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      text.append(at % 2 ? element("mark", { textContent: words }) : words);
    });
    const parts = q.value.trim() ? sub_results.filter((part) => part.url !== url) : [];
    parts.sort((a, b) => b.locations.length - a.locations.length);
    for (const { url, title } of parts.slice(0, HEADINGS)) headings.append(element("a", { href: url, textContent: title }));
    return line;
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }
})();
