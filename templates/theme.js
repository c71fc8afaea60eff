// The three-way choice of colours: loaded in the head, so that a stored choice holds before the first paint.
(() => {
  "use strict";
  const root = document.documentElement;
  let theme;
  // Without storage the choice holds for one page.
  try { theme = localStorage.theme; } catch {}
  const apply = () => { theme === "light" || theme === "dark" ? (root.dataset.theme = theme) : delete root.dataset.theme; };
  apply();
  addEventListener("DOMContentLoaded", () => {
    const control = document.querySelector(".theme");
    if (!control) return;
    control.hidden = false;
    for (const input of control.querySelectorAll("input")) {
      input.checked = input.value === (theme || "auto");
      input.onchange = () => {
        theme = input.value;
        apply();
        try { localStorage.theme = theme; } catch {}
      };
    }
  });
})();
