// The findings in groups. Rows have one height, so that those far from the window need not exist yet.

const ROW = 62;
const CHUNK = 50;
const GROUPS = { file: (finding) => finding.facets.file, object: (finding) => finding.facets.object, rule: (finding) => finding.facets.rule };

const list = { shown: [], order: [], chunks: new Map(), current: null, open: () => {} };

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) fillChunk(entry.target);
}, { rootMargin: "900px" });

function drawList(findings, by) {
  near.disconnect();
  list.chunks.clear();
  list.order = [];
  list.shown = findings;
  const groups = new Map();
  for (const finding of findings) {
    const key = GROUPS[by](finding);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(finding);
  }
  const sections = [...groups].map(([key, members]) => {
    const section = h("section", { class: "group", "aria-label": key }, h("h3", null, h("bdi", null, key), h("span", null, String(members.length))));
    for (let from = 0; from < members.length; from += CHUNK) section.append(chunk(members.slice(from, from + CHUNK)));
    return section;
  });
  byId("list").replaceChildren(...(sections.length ? sections : [h("p", { class: "empty" }, report.findings.length ? "No finding passes these filters." : "No findings. All is well.")]));
  byId("count").textContent = `${findings.length.toLocaleString("en")} of ${report.findings.length.toLocaleString("en")} findings`;
}

function chunk(members) {
  const element = h("ul", { class: "chunk" });
  element.style.height = members.length * ROW + "px";
  for (const finding of members) {
    list.chunks.set(finding.index, element);
    list.order.push(finding);
  }
  element.members = members;
  near.observe(element);
  return element;
}

function fillChunk(element) {
  if (element.filled) return;
  element.filled = true;
  element.append(...element.members.map(row));
  near.unobserve(element);
}

/** Makes all rows: paper has no window to scroll. */
function fillAll() {
  new Set(list.chunks.values()).forEach(fillChunk);
}

function row(finding) {
  const rule = report.rules[finding.rule];
  const badge = finding.suppressed ? h("span", { class: "badge plainly" }, finding.facets.status) : finding.fix && h("span", { class: "badge" }, finding.fix.safe ? "fix" : "unsafe fix");
  const owner = finding.object === undefined ? "" : " · " + finding.facets.object;
  return h("li", { class: "row" + (finding.suppressed ? " suppressed" : "") },
    h("button", { "data-finding": finding.index, "aria-current": String(list.current === finding), click: () => list.open(finding) },
      sign(finding.severity), h("span", { class: "message" }, h("bdi", null, inline(finding.message))), badge,
      h("span", { class: "meta" }, h("bdi", null, `${rule.id} ${rule.name}${owner} · ${finding.place}`))));
}

/** The button of a finding, made if need be. */
function rowOf(finding) {
  const element = list.chunks.get(finding.index);
  if (!element) return null;
  fillChunk(element);
  return element.querySelector(`[data-finding="${finding.index}"]`);
}

function setCurrent(finding) {
  if (list.current) rowOf(list.current)?.setAttribute("aria-current", "false");
  list.current = finding;
  if (finding) rowOf(finding)?.setAttribute("aria-current", "true");
}

/** Goes to the next finding, or back. */
function step(by) {
  const at = list.order.indexOf(list.current);
  const next = list.order[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.order.length - 1)];
  if (!next) return;
  list.open(next);
  rowOf(next)?.focus({ preventScroll: true });
  rowOf(next)?.scrollIntoView({ block: "center" });
}
