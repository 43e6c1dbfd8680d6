// Which findings are shown: the facets on the left and the search.

const FACETS = [
  ["severity", "Severity"], ["status", "Status"], ["fix", "Fixable"], ["category", "Category"], ["group", "Group"],
  ["rule", "Rule"], ["kind", "Kind"], ["namespace", "Namespace"], ["object", "Object"], ["file", "File"],
];
const ORDER = ["error", "warning", "info", "open"];
const FIRST_VALUES = 6;

const filter = { text: "", chosen: new Map(), opened: new Set() };

function resetFilter() {
  filter.text = "";
  filter.chosen.clear();
  if (report.findings.some((finding) => finding.suppressed)) filter.chosen.set("status", new Set(["open"]));
}

function toggle(facet, value) {
  const values = filter.chosen.get(facet) || new Set();
  if (!values.delete(value)) values.add(value);
  if (values.size) filter.chosen.set(facet, values);
  else filter.chosen.delete(facet);
}

/** Whether a finding passes the search and all facets, or all but one. */
function passes(finding, words, except) {
  for (const [facet, values] of filter.chosen) {
    if (facet !== except && !values.has(finding.facets[facet])) return false;
  }
  return words.every((word) => finding.words.includes(word));
}

function searchWords() {
  return filter.text.toLowerCase().split(/\s+/).filter(Boolean);
}

function shownFindings() {
  const words = searchWords();
  return report.findings.filter((finding) => passes(finding, words));
}

/** How many findings each value of a facet would show, those of the other facets granted. */
function counts(facet) {
  const words = searchWords();
  const found = new Map();
  for (const finding of report.findings) {
    const value = finding.facets[facet];
    const before = found.get(value) || 0;
    found.set(value, before + (passes(finding, words, facet) ? 1 : 0));
  }
  const rank = (value) => (ORDER.includes(value) ? ORDER.indexOf(value) : ORDER.length);
  return [...found].sort((a, b) => rank(a[0]) - rank(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function drawFacets(changed) {
  const held = document.activeElement && document.activeElement.dataset.facet;
  const value = ([facet, name], [text, count]) => {
    const pressed = Boolean(filter.chosen.get(facet) && filter.chosen.get(facet).has(text));
    return h("button", { "data-facet": facet + "\n" + text, "aria-pressed": String(pressed), title: text, "aria-label": `${name}: ${text}, ${count}`,
      click: () => { toggle(facet, text); changed(); } },
      facet === "severity" && sign(text), h("span", { class: "value" }, h("bdi", null, text)), h("span", { class: "n" }, String(count)));
  };
  const box = (entry) => {
    const [facet, name] = entry;
    const all = counts(facet);
    const open = filter.opened.has(facet);
    const chosen = filter.chosen.get(facet) || new Set();
    const shown = open ? all : all.filter((one, index) => index < FIRST_VALUES || chosen.has(one[0]));
    if (all.length < 2 && !chosen.size) return null;
    const more = all.length > shown.length || open;
    const label = open ? "Show fewer" : `${all.length - shown.length} more`;
    const flip = () => { if (!filter.opened.delete(facet)) filter.opened.add(facet); drawFacets(changed); };
    return h("fieldset", { class: "facet" }, h("legend", null, name), shown.map((one) => value(entry, one)),
      more && all.length > FIRST_VALUES && h("button", { class: "more", click: flip }, label));
  };
  const clear = (filter.chosen.size || filter.text) && h("div", { class: "facet" },
    h("button", { class: "clear", click: () => { filter.text = ""; filter.chosen.clear(); byId("search").value = ""; changed(); } }, "Clear all filters"));
  byId("facets").replaceChildren(...[clear, ...FACETS.map(box)].filter(Boolean));
  if (held) [...byId("facets").querySelectorAll("button")].find((button) => button.dataset.facet === held)?.focus();
}
