// The three-way choice of colours: loaded in the head, so that a stored choice holds before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem("theme") || "auto";
    } catch (error) {
      return "auto";
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", function () {
    var control = document.querySelector(".theme");
    if (!control) return;
    control.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === stored();
      input.addEventListener("change", function () {
        apply(input.value);
        try {
          localStorage.setItem("theme", input.value);
        } catch (error) {
          // Without storage the choice holds for this page.
        }
      });
    });
    control.hidden = false;
  });
})();
