// The page of the reading basket: the studies in it, or those that a link shares; taken away as one file, or as a link.
// What a link or the storage says is no one's in particular: it is shown as text, and a slug is one only if it looks like one.
(() => {
  "use strict";
  const part = (name) => document.querySelector("#kept-" + name);
  const key = document.querySelector("#basket a").pathname;
  const params = new URLSearchParams(location.search);
  const pageOf = (slug) => "../studies/" + slug + "/index.html";
  const file = (slug, form) => "../studies/" + slug + "/" + slug + "." + form;
  const SLUG = /^[a-z0-9-]{1,99}$/;
  // What a shared link names: [slug, citation, title] of each that is known.
  let shared = null;

  function kept() {
    let stored;
    try { stored = localStorage[key]; } catch { part("unkept").hidden = false; }
    try {
      return JSON.parse(stored).filter((study) => Array.isArray(study) && SLUG.test(study[0])).map((study) => study.map(String));
    } catch {
      return [];
    }
  }

  function keep(studies) {
    try { localStorage[key] = JSON.stringify(studies); } catch { part("unkept").hidden = false; }
    // Other tabs are told by the browser, this one is not.
    dispatchEvent(new Event("storage"));
  }

  function line([slug, citation, title]) {
    const item = part("study").content.firstElementChild.cloneNode(true);
    const [link, , button] = item.children;
    link.href = pageOf(slug);
    link.textContent = citation || slug;
    item.children[1].textContent = title || "";
    if (shared) button.remove();
    else {
      button.ariaLabel = button.textContent + ": " + link.textContent;
      button.onclick = () => {
        keep(kept().filter((study) => study[0] !== slug));
        part(kept().length ? "count" : "none").focus();
      };
    }
    return item;
  }

  function show() {
    const own = kept();
    const studies = shared || own;
    part("list").replaceChildren(...studies.map(line));
    if (studies.length) part("count").textContent = part("count").dataset.text.replace("{n}", studies.length);
    part("count").hidden = part("take").hidden = !studies.length;
    part("none").hidden = Boolean(shared || own.length);
    part("shared").hidden = !shared;
    part("clear").hidden = Boolean(shared);
    part("failed").hidden = true;
    const slugs = studies.map((study) => study[0]).join(",");
    if (slugs) part("link").textContent = location.href.split(/[?#]/)[0] + "?studies=" + slugs;
  }

  async function fetched(address) {
    const response = await fetch(address);
    // A missing file says that there is no such study; that nothing can be fetched says nothing.
    if (!response.ok) throw response.status === 404 ? 404 : 0;
    return response.text();
  }

  async function open(texts) {
    const slugs = [...new Set(texts.filter((text) => SLUG.test(text)))];
    const unknown = texts.filter((text) => !SLUG.test(text));
    const known = new Map(kept().map((study) => [study[0], study]));
    const found = await Promise.all(slugs.map(async (slug) => {
      if (known.has(slug)) return known.get(slug);
      try {
        // As its page would keep it
        const page = new DOMParser().parseFromString(await fetched(pageOf(slug)), "text/html");
        return JSON.parse(page.querySelector("#keep").dataset.study);
      } catch (error) {
        if (error === 404) unknown.push(slug);
        else part("unread").hidden = false;
        return error === 404 ? null : [slug];
      }
    }));
    shared = found.filter(Boolean);
    part("unknown").hidden = !unknown.length;
    part("unknown").lastElementChild.textContent = unknown.join(", ");
    show();
  }

  async function take(form) {
    const slugs = (shared || kept()).map((study) => study[0]);
    const failed = [];
    const texts = await Promise.all(slugs.map((slug) => fetched(file(slug, form)).catch(() => { failed.push(slug); })));
    const found = texts.filter((text) => text !== undefined);
    part("failed").hidden = !failed.length;
    part("failed").lastElementChild.replaceChildren(...failed.map((slug) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { download: "", textContent: slug + "." + form });
      link.setAttribute("href", file(slug, form));
      item.append(link);
      return item;
    }));
    if (!found.length) return;
    const between = form === "ris" ? "\r\n" : "\n";
    const all = form === "json" ? JSON.stringify(found.flatMap(JSON.parse), null, 2) + "\n" : found.join(between);
    const href = URL.createObjectURL(new Blob([all]));
    Object.assign(document.createElement("a"), { href, download: "basket." + form }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  for (const button of document.querySelectorAll("[data-form]")) button.onclick = () => take(button.dataset.form);
  part("clear").onclick = (event) => {
    if (!confirm(event.target.dataset.sure)) return;
    keep([]);
    part("none").focus();
  };
  part("add").onclick = () => {
    const own = kept();
    const slugs = new Set(own.map((study) => study[0]));
    const all = [...own, ...shared.filter((study) => !slugs.has(study[0]))];
    keep(all);
    if (kept().length < all.length) return;
    shared = null;
    part("unknown").hidden = true;
    history.replaceState(null, "", location.pathname);
    show();
  };
  addEventListener("storage", show);
  if (params.get("studies")) open(params.get("studies").split(",").filter(Boolean));
  else show();
})();
