// What every page needs: the choice of colours, loaded in the head to hold before the first paint, and “/” for the search.
(() => {
  "use strict";
  const root = document.documentElement;
  const here = document.currentScript.src;
  const chosen = { theme: "auto" };
  function read() {
    // Without storage choices hold for one page.
    try { Object.assign(chosen, localStorage); } catch {}
    root.dataset.theme = chosen.theme;
    for (const input of document.querySelectorAll(".choice input")) {
      const { name, value } = input;
      input.closest(".choice").hidden = false;
      if (chosen[name]) input.checked = value === chosen[name];
      input.onchange = () => {
        root.dataset[name] = chosen[name] = value;
        try { localStorage[name] = value; } catch {}
      };
    }
  }
  read();
  // Who goes back finds a page as it was left, although something else may have been chosen since.
  addEventListener("DOMContentLoaded", onpageshow = read);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || chosen.slash === "off") return;
    if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    if (window.openSearch) openSearch();
    else if (location.protocol === "file:") location = new URL("search/index.html", here);
    else {
      // It opens when it is there.
      window.openSearch = () => {};
      document.head.append(Object.assign(document.createElement("script"), { src: new URL("search.js", here) }));
    }
  });
})();
