// What is wrong with the sources, over the page: each line leads to its place in the editor.
(async () => {
  const { stays, state } = document.currentScript.dataset;
  // Of a change between the answer and the connection, livereload tells nobody, nor of one while no server ran.
  const follow = async () => {
    const now = await fetch("/_site_builder/state");
    if ((await now.text()) !== state) location.reload();
  };
  document.addEventListener("LiveReloadConnect", follow);
  await follow();
  const answer = await fetch("/_site_builder/diagnostics.json");
  const found = await answer.json();
  if (!found.length) return;
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; max-height: 45vh; overflow: auto; z-index: 2147483647;
      font: 14px/1.45 system-ui, sans-serif; background: #fffefb; color: #1d1c1a; border-top: 3px solid #a3262a; padding: .6em 1em; }
    @media (prefers-color-scheme: dark) { section { background: #211f1c; color: #e6e2d9; } a { color: #8fbce6 !important; } }
    @media print { section { display: none; } }
    header { display: flex; gap: 1em; align-items: baseline; } strong { flex: 1; }
    ol { margin: .4em 0 0; padding: 0; list-style: none; } li { margin: 0 0 .6em; }
    a { color: #1f4e79; font-family: ui-monospace, monospace; } small { display: block; }
    button { font: inherit; }
  </style><section aria-label="What is wrong"><header><strong></strong><button type="button">Hide</button></header><ol></ol></section>`;
  root.querySelector("strong").textContent =
    `${found.length} to look at` + (stays === undefined ? "" : ": the page shows the last good state of the text");
  root.querySelector("button").onclick = () => host.remove();
  for (const one of found) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = one.editor;
    link.textContent = one.place;
    line.append(link, ` ${one.severity}: ${one.message} [${one.rule}]`);
    if (one.hint) {
      const hint = document.createElement("small");
      hint.textContent = `hint: ${one.hint}`;
      line.append(hint);
    }
    root.querySelector("ol").append(line);
  }
  document.body.append(host);
})();
