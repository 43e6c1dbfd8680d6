// The report as it was embedded, and what is derived from it once.

const report = JSON.parse(byId("data").textContent);

function objectName(object) {
  return `${object.kind} ${object.namespace ? object.namespace + "/" : ""}${object.name}`.trim();
}

report.objects.forEach((object, index) => {
  object.index = index;
  object.label = objectName(object);
});

report.findings.forEach((finding, index) => {
  const rule = report.rules[finding.rule];
  const object = finding.object === undefined ? null : report.objects[finding.object];
  const file = report.files[finding.file].name;
  finding.index = index;
  finding.place = `${file}:${finding.line}:${finding.column}`;
  finding.facets = {
    severity: finding.severity,
    status: !finding.suppressed ? "open" : finding.suppressed.by === "baseline" ? "known in baseline" : "suppressed",
    fix: !finding.fix ? "none" : finding.fix.safe ? "safe fix" : "unsafe fix",
    category: rule.category,
    group: rule.group,
    rule: `${rule.id} ${rule.name}`,
    kind: object ? object.kind || "(none)" : "(none)",
    namespace: (object && object.namespace) || "(none)",
    file,
    object: object ? object.label : "(none)",
  };
  const words = [finding.message, finding.help, rule.id, rule.name, finding.place, finding.facets.object, finding.container];
  finding.words = words.filter(Boolean).join("\n").toLowerCase();
});
