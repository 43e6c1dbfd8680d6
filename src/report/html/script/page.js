// Puts the parts together: what is read, which view is open, keys, theme, and the address that keeps all that.

const THEME = "kubevet-theme";
const page = { view: "findings", by: "file", nodes: null };

function refresh() {
  const shown = shownFindings();
  drawList(shown, page.by);
  drawFacets(refresh);
  if (page.view === "findings" && (!list.current || !list.chunks.has(list.current.index))) read(shown[0] || null);
  else setCurrent(list.current);
  keepAddress();
}

/** Shows a finding on the right. */
function read(finding) {
  setCurrent(finding);
  const content = finding ? detailView(finding, open) : [h("p", { class: "empty" }, "Choose a finding to read about it.")];
  byId("detail").replaceChildren(...content);
  byId("detail").scrollTop = 0;
  keepAddress();
}

/** Reads a finding, wherever it was named. */
function open(finding) {
  if (!list.chunks.has(finding.index)) {
    resetFilter();
    if (finding.suppressed) filter.chosen.clear();
    byId("search").value = "";
    drawList(shownFindings(), page.by);
    drawFacets(refresh);
  }
  if (page.view !== "findings") showView("findings");
  read(finding);
  rowOf(finding)?.scrollIntoView({ block: "nearest" });
}

/** Shows an object of the graph, and only its findings in the list. */
function choose(node) {
  page.nodes.forEach((other) => other.shape?.classList.toggle("current", other === node));
  const object = node.object || node.of.object;
  filter.chosen.set("object", new Set([object.label]));
  drawList(shownFindings(), page.by);
  drawFacets(refresh);
  byId("detail").replaceChildren(...objectView(object, open, (other) => choose(page.nodes[other.index])));
  byId("detail").scrollTop = 0;
}

function showView(view) {
  page.view = view;
  for (const name of ["findings", "graph"]) {
    byId(name).hidden = name !== view;
    byId("tab-" + name).setAttribute("aria-selected", String(name === view));
    byId("tab-" + name).tabIndex = name === view ? 0 : -1;
  }
  document.querySelector(".columns").classList.toggle("drawn", view === "graph");
  if (view === "graph") {
    page.nodes = page.nodes || drawGraph(choose);
    byId("detail").replaceChildren(h("p", { class: "empty" }, "Choose an object to see its relations and findings."));
  } else read(list.current || list.order[0] || null);
  keepAddress();
}

function keepAddress() {
  const state = new URLSearchParams();
  if (page.view !== "findings") state.set("view", page.view);
  if (page.by !== "file") state.set("by", page.by);
  if (filter.text) state.set("q", filter.text);
  for (const [facet, values] of filter.chosen) for (const value of values) state.append(facet, value);
  if (list.current) state.set("finding", list.current.fingerprint);
  history.replaceState(null, "", "#" + state);
}

/** Takes up what an address of this page says. */
function readAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (![...state.keys()].length) return "findings";
  page.by = GROUPS[state.get("by")] ? state.get("by") : "file";
  filter.text = state.get("q") || "";
  filter.chosen.clear();
  for (const [facet] of FACETS) if (state.has(facet)) filter.chosen.set(facet, new Set(state.getAll(facet)));
  list.current = report.findings.find((finding) => finding.fingerprint === state.get("finding")) || null;
  return state.get("view") === "graph" ? "graph" : "findings";
}

/** What the reader has chosen for all reports; some browsers keep nothing for files. */
function storedTheme() {
  try { return localStorage.getItem(THEME); } catch { return null; }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

function switchTheme() {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  setTheme(theme);
  try { localStorage.setItem(THEME, theme); } catch { /* It holds until the page is closed. */ }
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (event.key === "Escape") {
    if (typing) document.activeElement.blur();
    else { resetFilter(); byId("search").value = ""; refresh(); }
    return;
  }
  if (typing) return;
  const actions = {
    j: () => step(1), k: () => step(-1), "/": () => byId("search").focus(), "?": () => byId("keys").showModal(),
    g: () => showView(page.view === "graph" ? "findings" : "graph"), t: switchTheme,
    Enter: () => { if (document.activeElement.dataset.finding) byId("detail").focus(); else return true; },
  };
  if (actions[event.key] && actions[event.key]() !== true) event.preventDefault();
}

function start() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  setTheme(storedTheme() || (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", () => { if (!storedTheme()) setTheme(dark.matches ? "dark" : "light"); });
  list.open = open;
  resetFilter();
  const view = readAddress();
  byId("verdict").textContent = report.verdict;
  byId("verdict").title = report.verdict;
  byId("search").value = filter.text;
  byId("group").value = page.by;
  byId("app").hidden = false;
  byId("search").addEventListener("input", (event) => { filter.text = event.target.value; refresh(); });
  byId("group").addEventListener("change", (event) => { page.by = event.target.value; refresh(); });
  byId("theme").addEventListener("click", switchTheme);
  byId("help").addEventListener("click", () => byId("keys").showModal());
  for (const name of ["findings", "graph"]) byId("tab-" + name).addEventListener("click", () => showView(name));
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    if (!/^Arrow(Left|Right)$/.test(event.key)) return;
    showView(page.view === "graph" ? "findings" : "graph");
    byId("tab-" + page.view).focus();
  });
  document.addEventListener("keydown", key);
  addEventListener("beforeprint", fillAll);
  matchMedia("print").addEventListener("change", fillAll);
  refresh();
  showView(view);
}

start();
