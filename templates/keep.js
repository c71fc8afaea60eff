// The reading basket on other pages: how many studies are in it, and on a study's page the button that keeps that one.
// It is stored under the address of its page, so that each review on a host has its own: [[slug, citation, title], …].
(() => {
  "use strict";
  const basket = document.querySelector("#basket");
  const [{ pathname: key }, count] = basket.children;
  const button = document.querySelector("#keep");
  const study = button && JSON.parse(button.dataset.study);
  const isOther = ([slug]) => slug !== study[0];
  const kept = () => {
    try { return JSON.parse(localStorage[key]).filter(Array.isArray); } catch { return []; }
  };
  addEventListener("pageshow", onstorage = () => {
    const all = kept();
    basket.hidden = !all[0];
    count.textContent = "(" + all.length + ")";
    if (!button) return;
    const isKept = !all.every(isOther);
    button.hidden = false;
    button.ariaPressed = isKept;
    button.textContent = button.dataset[isKept ? "kept" : "keep"];
    button.onclick = () => {
      const all = kept();
      try {
        localStorage[key] = JSON.stringify(all.every(isOther) ? [...all, study] : all.filter(isOther));
      } catch {
        button.nextElementSibling.textContent = button.dataset.unkept;
      }
      onstorage();
    };
  });
})();
