// A button that copies, behind each text with words for one. Where copying fails, it selects.
"use strict";
for (const text of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.textContent = text.dataset.copy;
  said.role = "status";
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = text.closest("[data-copied]").dataset.copied;
    } catch {
      getSelection().selectAllChildren(text);
    }
  };
  text.after(button, said);
}
