// All about one finding: what to do, the fix, the manifest, and the rule.

function detailView(finding, open) {
  const rule = report.rules[finding.rule];
  const owner = [finding.container && `container ${finding.container} of`, finding.object !== undefined && finding.facets.object].filter(Boolean).join(" ");
  return [
    h("div", { class: "title" }, sign(finding.severity), h("h2", null, inline(finding.message))),
    h("p", { class: "where" }, h("b", null, `${rule.id} ${rule.name}`), " · ", h("bdi", null, finding.place), owner && " · ", owner && h("bdi", null, owner),
      finding.versions.length > 0 && ` · Kubernetes ${finding.versions.join(", ")}`, finding.template && ` · rendered from ${finding.template}`),
    finding.suppressed && h("p", { class: "note plainly" }, `${finding.facets.status}: ${finding.suppressed.reason}`),
    finding.help && h("p", { class: "note" }, inline(finding.help)),
    finding.fix && fixView(finding.fix),
    manifestView(finding, open),
    relatedView(finding),
    ruleView(rule),
  ].filter(Boolean);
}

function fixView(fix) {
  const added = fix.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.startsWith("+")).map((line) => line.slice(1)).join("\n");
  const copy = added && !added.includes("•••") && h("button", { click: (event) => copyText(added, event.currentTarget) }, "Copy");
  const line = (text) => {
    const kind = text[0] === "-" ? " minus" : text[0] === "+" ? " plus" : "";
    return h("div", { class: "line" + kind }, h("span", { class: "sign" }, text[0]), h("span", { class: "text" }, text.slice(1)));
  };
  const hunks = fix.hunks.map((hunk) => h("div", { class: "code", tabindex: 0, role: "group", "aria-label": `Fix from line ${hunk.line}` }, hunk.lines.map(line)));
  return h("section", { class: "panel fix" },
    h("header", null, h("bdi", null, inline(fix.message)), h("span", { class: "badge" + (fix.safe ? "" : " plainly") }, fix.safe ? "safe" : "unsafe: may stop a workload"), copy), hunks);
}

async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed here";
  }
}

function relatedView(finding) {
  const one = (related) => {
    const file = report.files[related.file];
    const part = file.parts.find((part) => part.first <= related.line && related.line < part.first + part.lines.length);
    const text = part && part.lines[related.line - part.first];
    const mark = related.mark;
    return h("section", { class: "panel" }, h("header", null, h("bdi", null, inline(related.message), ` · ${file.name}:${related.line}`)),
      text !== undefined && mark && h("div", { class: "code" }, h("div", { class: "line" }, h("span", { class: "number" }, String(related.line)),
        h("span", { class: "text" }, text.slice(0, mark.start), h("span", { class: "under info" }, text.slice(mark.start, mark.end)), text.slice(mark.end)))));
  };
  return finding.related.length > 0 && h("div", null, finding.related.map(one));
}

/** What `kubevet explain` tells. */
function ruleView(rule) {
  const section = (heading, text) => text && [h("h4", null, heading), ...prose(text)];
  const link = (url) => (/^https:\/\//.test(url) ? h("li", null, h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, url)) : h("li", null, url));
  const pages = [...new Set([...rule.references, rule.url].filter(Boolean))];
  return h("section", { class: "panel rule" }, h("header", null, h("bdi", null, `About ${rule.id}: ${rule.title || rule.name}`)),
    h("div", { class: "prose" }, prose(rule.description), section("Why", rule.why), section("What to do", rule.help),
      rule.sections.map(([heading, text]) => section(heading, text)),
      pages.length > 0 && [h("h4", null, "Read on"), h("ul", null, pages.map(link))]));
}

/** All about one object: its relations, and its findings. */
function objectView(object, open, show) {
  const out = report.links.filter((link) => link.from === object.index);
  const into = report.links.filter((link) => link.to === object.index && !link.broken);
  const told = (link) => link.findings && link.findings.map((index) => h("button", { click: () => open(report.findings[index]) }, `${report.rules[report.findings[index].rule].id}: what is wrong`));
  const target = (link) => (link.broken ? h("b", null, `${link.broken} (missing)`) : h("button", { click: () => show(report.objects[link.to]) }, report.objects[link.to].label));
  const findings = report.findings.filter((finding) => finding.object === object.index);
  const cover = object.coverage && { none: "No NetworkPolicy restricts its traffic", ingress: "NetworkPolicies restrict traffic to it", egress: "NetworkPolicies restrict traffic from it", both: "NetworkPolicies restrict its traffic in both directions" }[object.coverage];
  return [
    h("div", { class: "title" }, h("h2", null, h("bdi", null, object.label))),
    h("p", { class: "where" }, `${object.apiVersion} · ${report.files[object.file].name}:${object.line}`),
    cover && h("p", { class: "note plainly" }, cover),
    h("section", { class: "panel" }, h("header", null, "Relations"), h("ul", { class: "links prose" },
      out.map((link) => h("li", null, `${link.verb} `, target(link), " ", told(link))),
      into.map((link) => h("li", null, h("button", { click: () => show(report.objects[link.from]) }, report.objects[link.from].label), ` ${link.verb} this`)),
      !out.length && !into.length && h("li", null, "none"))),
    h("section", { class: "panel" }, h("header", null, `Findings (${findings.length})`), h("ul", { class: "links prose" },
      findings.map((finding) => h("li", null, h("button", { click: () => open(finding) }, `${finding.severity}: ${finding.message}`))))),
  ].filter(Boolean);
}
