// A manifest with its findings underlined; lines far from any finding are folded.

const AROUND = 4;

/** The lines of a file with the finding that is read; `open` is called for other findings that are clicked. */
function manifestView(finding, open) {
  const file = report.files[finding.file];
  const marked = report.findings.filter((other) => other.file === finding.file && other.mark && (!other.suppressed || other === finding));
  const byLine = new Map();
  for (const other of marked) {
    if (!byLine.has(other.mark.line)) byLine.set(other.mark.line, []);
    byLine.get(other.mark.line).push(other);
  }
  const text = new Map();
  for (const part of file.parts) part.lines.forEach((line, index) => text.set(part.first + index, line));
  const visible = new Set();
  for (const at of [finding.line, ...finding.related.map((one) => (one.file === finding.file ? one.line : 0))]) {
    for (let line = at - AROUND; line <= at + AROUND; line++) visible.add(line);
  }
  for (const line of byLine.keys()) for (const beside of [line - 1, line, line + 1]) visible.add(beside);
  const code = h("div", { class: "code", tabindex: 0, role: "group", "aria-label": "Manifest" });
  let hidden = [];
  const flush = () => {
    if (hidden.length) code.append(fold(hidden, (line) => codeLine(line, text.get(line), byLine.get(line) || [], finding, open)));
    hidden = [];
  };
  for (let line = 1; line <= file.lines; line++) {
    if (!visible.has(line) || !text.has(line)) { hidden.push(text.has(line) ? line : -line); continue; }
    flush();
    code.append(...codeLine(line, text.get(line), byLine.get(line) || [], finding, open));
  }
  flush();
  return h("section", { class: "panel manifest" }, h("header", null, h("bdi", null, file.name)), code);
}

function fold(lines, draw) {
  const known = lines.filter((line) => line > 0);
  const label = `⋯ ${lines.length} line${lines.length === 1 ? "" : "s"}` + (known.length < lines.length ? ` (${lines.length - known.length} left out of this report for its size)` : "");
  const expand = (event) => event.currentTarget.replaceWith(...known.flatMap(draw));
  return h("button", { class: "fold", disabled: !known.length, click: expand }, label);
}

/** The line, and below it what the finding says when it is this one's. */
function codeLine(number, text, findings, current, open) {
  const covers = current.mark && number > current.mark.line && number <= (current.mark.last || 0);
  const here = findings.includes(current);
  const line = h("div", { class: "line" + (here ? " hit" : "") + (covers ? " more-of" : "") },
    h("span", { class: "number" }, String(number)), h("span", { class: "text" }, pieces(text, findings, current, open)));
  if (!here) return [line];
  const excerpt = current.mark.excerpt;
  const part = excerpt && h("div", { class: "line" }, h("span", { class: "number" }, "…"),
    h("span", { class: "text" }, excerpt.text.slice(0, excerpt.start), h("span", { class: `under current ${current.severity}` }, excerpt.text.slice(excerpt.start, excerpt.end)), excerpt.text.slice(excerpt.end)));
  return [line, part, h("div", { class: "said " + current.severity }, h("span", null, inline(current.message)))].filter(Boolean);
}

/** The text cut where colours or underlines begin and end. */
function pieces(text, findings, current, open) {
  const tokens = tokensOf(text);
  const cuts = new Set([0, text.length]);
  for (const one of [...tokens, ...findings.map((finding) => finding.mark)]) [one.start, one.end].forEach((cut) => cuts.add(Math.min(cut, text.length)));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => {
    const start = sorted[index];
    const token = tokens.find((one) => one.start <= start && end <= one.end);
    const under = findings.filter((finding) => finding.mark.start <= start && end <= finding.mark.end);
    const finding = under.includes(current) ? current : under[0];
    const part = text.slice(start, end);
    if (!finding) return token ? h("span", { class: token.kind }, part) : part;
    const classes = `under ${finding.severity}${finding === current ? " current" : ""}`;
    return h("span", { class: classes, title: finding.message, click: () => open(finding) }, part);
  });
}

/** Keys and comments: enough colour to find one's way. */
function tokensOf(text) {
  const tokens = [];
  const key = /^(\s*(?:- )*)("[^"]*"|'[^']*'|[^\s#"'{[][^:#]*?)(?=:(\s|$))/.exec(text);
  if (key) tokens.push({ kind: "key", start: key[1].length, end: key[0].length });
  const comment = /(^|\s)#.*$/.exec(text);
  if (comment && !/["']/.test(text.slice(0, comment.index))) tokens.push({ kind: "comment", start: comment.index, end: text.length });
  return tokens;
}
