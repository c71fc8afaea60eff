// On pages to read: what a citation cites, the present place in the contents, and links to paragraphs.
(() => {
  "use strict";
  const root = document.documentElement;
  const byHash = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const contents = document.querySelectorAll(".beside a[href^='#']");
  const pilcrow = document.querySelector("#paragraph-link")?.content.firstElementChild;
  const popover = document.querySelector("#cited");
  // The link that the popover is about, what it waits for, and the hash of the link that gets the focus without a wish to see
  // it: again after the popover, or since an address ends in it.
  let owner, timer, silent = location.hash;

  function later(wait, action) {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  }

  function show(link) {
    const entry = document.getElementById(link.dataset.entry)?.closest("[role],li");
    if (!entry || (link === owner && popover.matches(":popover-open"))) return;
    const copy = entry.cloneNode(true);
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    popover.hidePopover();
    popover.replaceChildren(...copy.childNodes);
    popover.dir = copy.dir;
    owner = link;
    // Where the keyboard comes to it next.
    link.after(popover);
    popover.showPopover();
    const at = link.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height, style } = popover;
    style.left = Math.max(8, Math.min(at.left, root.clientWidth - width - 8)) + "px";
    // Where there is room on neither side, it covers the link rather than leave the window.
    style.top = scrollY + (at.bottom + height < innerHeight - 12 ? at.bottom + 4 : Math.max(8, at.top - height - 4)) + "px";
  }

  const isInside = (element) => popover?.contains(element);
  const citationOf = (target) => popover && target.closest("[data-entry]:not(#cited *)");

  function enter({ target, pointerType }) {
    const link = citationOf(target);
    const block = target.closest("[id^=par-]");
    if (isInside(target)) clearTimeout(timer);
    else if (link && "#" + link.id !== silent && pointerType !== "touch") later(250, () => show(link));
    silent = null;
    if (pilcrow && block && pilcrow.parentNode !== block) {
      pilcrow.href = "#" + block.id;
      pilcrow.lastChild.textContent = "";
      block.append(pilcrow);
    }
  }

  function leave({ target }) {
    if (!citationOf(target) && !isInside(target)) return;
    later(300, () => {
      if (![owner, popover].some((part) => part?.matches(":hover, :focus-within"))) popover.hidePopover();
    });
  }

  function follow() {
    let here;
    for (const link of contents) {
      link.removeAttribute("aria-current");
      if (byHash(link)?.getBoundingClientRect().top < innerHeight / 3) here = link;
    }
    here?.setAttribute("aria-current", "true");
  }

  root.onpointerover = enter;
  root.onpointerout = leave;
  root.addEventListener("focusin", enter);
  root.addEventListener("focusout", leave);
  root.addEventListener("click", (event) => {
    const link = citationOf(event.target);
    silent = event.target.closest("a")?.hash;
    // A link is copied itself, a button copies what stands before it; where that fails, it is selected.
    const copier = event.target.closest("[data-done]");
    if (link && event.pointerType === "touch") {
      event.preventDefault();
      show(link);
    } else if (link?.id) {
      // Who comes back finds the sentence marked.
      history.replaceState(null, "", "#" + link.id);
      link.closest(".sentence, tr")?.classList.add("returned");
    } else if (copier) {
      const text = copier.previousElementSibling;
      if (!copier.href) getSelection().selectAllChildren(text);
      navigator.clipboard?.writeText(copier.href || text.textContent).then(() => { copier.lastChild.textContent = copier.dataset.done; });
    }
  });
  popover?.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed" && isInside(document.activeElement)) {
      silent = "#" + owner.id;
      owner.focus();
    }
  });
  onscroll = follow;
  follow();
})();
