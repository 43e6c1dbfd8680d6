// Elements from values: text only ever becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, handlers (functions) and children; nothing for children that are null or false. */
function h(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for drawings. */
function s(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(2)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

/** Text with `code` between backticks. */
function inline(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? h("code", null, part) : part));
}

/** The small part of Markdown that texts of rules use: paragraphs, lists, code, `code`. */
function prose(markdown) {
  return markdown.split(/^```.*$/m).flatMap((part, index) => {
    if (index % 2) return [h("pre", { tabindex: 0 }, part.replace(/^\n|\n$/g, ""))];
    return part.split(/\n\s*\n/).map((block) => block.trim()).filter(Boolean).map((block) => {
      if (!/^- /.test(block)) return h("p", null, inline(block));
      return h("ul", null, block.split(/^- /m).filter(Boolean).map((item) => h("li", null, inline(item.trim()))));
    });
  });
}

const SHAPES = {
  error: [["circle", { cx: 9, cy: 9, r: 7.2, fill: "currentColor" }], ["path", { d: "M6.4 6.4l5.2 5.2M11.6 6.4l-5.2 5.2", stroke: "var(--card)" }]],
  warning: [["path", { d: "M9 1.8l7.4 13.4H1.6z", fill: "currentColor", stroke: "currentColor", "stroke-linejoin": "round" }], ["path", { d: "M9 6.8v4M9 12.9v.2", stroke: "var(--card)" }]],
  info: [["rect", { x: 2, y: 2, width: 14, height: 14, rx: 3, fill: "none", stroke: "currentColor" }], ["path", { d: "M9 8v4.4M9 5.5v.2", stroke: "currentColor" }]],
};

/** The sign of a severity: told by shape and name, not by colour alone. */
function sign(severity) {
  const shapes = SHAPES[severity].map(([name, attributes]) => s(name, { "stroke-width": 1.6, "stroke-linecap": "round", ...attributes }));
  return s("svg", { class: "mark " + severity, viewBox: "0 0 18 18", role: "img", "aria-label": severity }, shapes);
}
