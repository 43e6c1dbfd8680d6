// How the objects belong together, in columns from the outside of the cluster to what workloads need.

const COLUMN = 222, NODE_WIDTH = 176, NODE_HEIGHT = 44, GAP = 14, MARGIN = 10;
const LAYERS = [
  /^(Ingress|HTTPRoute|GRPCRoute|TCPRoute|TLSRoute|UDPRoute|Route|VirtualService|Gateway)$/,
  /^(Service|HorizontalPodAutoscaler|VerticalPodAutoscaler|ScaledObject|PodDisruptionBudget|.*NetworkPolicy)$/,
  /^(Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|Pod|Rollout|DeploymentConfig)$/,
  /^(ConfigMap|Secret|PersistentVolumeClaim|ServiceAccount)$/,
  /^(RoleBinding|ClusterRoleBinding)$/,
  /^(Role|ClusterRole)$/,
];

function layerOf(kind) {
  const layer = LAYERS.findIndex((kinds) => kinds.test(kind));
  return layer < 0 ? 2 : layer;
}

/** Nodes and edges; what is missing gets a node of its own, one for each thing that is missing. */
function graphData() {
  const nodes = report.objects.map((object) => ({ object, title: object.name || "(no name)", kind: object.kind, layer: layerOf(object.kind), edges: [] }));
  const ghosts = new Map();
  const edges = report.links.map((link) => {
    const from = nodes[link.from];
    let to = link.to === undefined ? null : nodes[link.to];
    if (!to) {
      const key = link.broken === "no pods" ? `${link.from} no pods` : link.broken;
      if (!ghosts.has(key)) ghosts.set(key, ghost(link, from));
      to = ghosts.get(key);
    }
    const edge = { from, to, link };
    from.edges.push(edge);
    to.edges.push(edge);
    return edge;
  });
  return { nodes: [...nodes, ...ghosts.values()], edges };
}

function ghost(link, from) {
  const [kind, ...name] = link.broken.split(" ");
  const none = link.broken === "no pods";
  return { title: none ? "no pods match" : name.join(" "), kind: none ? "selector" : `${kind}, missing`, layer: none ? 2 : Math.max(layerOf(kind), from.layer), edges: [], ghost: true, of: from };
}

/** The parts that hang together, the largest first; nodes without edges are left to the list below. */
function components(nodes) {
  const found = [];
  const seen = new Set();
  for (const node of nodes) {
    if (seen.has(node) || !node.edges.length) continue;
    const members = [node];
    seen.add(node);
    for (let at = 0; at < members.length; at++) {
      for (const edge of members[at].edges) {
        for (const other of [edge.from, edge.to]) if (!seen.has(other)) { seen.add(other); members.push(other); }
      }
    }
    found.push(members);
  }
  const broken = (members) => members.some((node) => node.edges.some((edge) => edge.link.broken)) ? 0 : 1;
  return found.sort((a, b) => broken(a) - broken(b) || b.length - a.length);
}

/** Places the nodes of a part: columns by kind, rows by the middle of the neighbours, in a few passes. */
function layout(members) {
  const used = [...new Set(members.map((node) => node.layer))].sort((a, b) => a - b);
  const columns = used.map((layer) => members.filter((node) => node.layer === layer));
  columns.forEach((column) => column.forEach((node, index) => { node.row = index; }));
  const middle = (node) => {
    const rows = node.edges.map((edge) => (edge.from === node ? edge.to : edge.from)).filter((other) => other.layer !== node.layer).map((other) => other.row);
    return rows.length ? rows.reduce((sum, row) => sum + row, 0) / rows.length : node.row;
  };
  for (let pass = 0; pass < 6; pass++) {
    for (const column of pass % 2 ? [...columns].reverse() : columns) {
      const wanted = new Map(column.map((node) => [node, middle(node)]));
      column.sort((a, b) => wanted.get(a) - wanted.get(b) || a.row - b.row);
      column.forEach((node, index) => { node.row = index; });
    }
  }
  const height = Math.max(...columns.map((column) => column.length)) * (NODE_HEIGHT + GAP);
  columns.forEach((column, at) => {
    const top = (height - column.length * (NODE_HEIGHT + GAP)) / 2;
    column.forEach((node, index) => { node.x = MARGIN + at * COLUMN; node.y = MARGIN + top + index * (NODE_HEIGHT + GAP); });
  });
  return { width: 2 * MARGIN + (columns.length - 1) * COLUMN + NODE_WIDTH, height: height + 2 * MARGIN };
}

function edgeShape({ from, to, link }) {
  const forward = to.x >= from.x;
  const x1 = forward ? from.x + NODE_WIDTH : from.x, y1 = from.y + NODE_HEIGHT / 2;
  const same = to.x === from.x;
  const x2 = same ? to.x + NODE_WIDTH : forward ? to.x : to.x + NODE_WIDTH, y2 = to.y + NODE_HEIGHT / 2;
  const bend = same ? 34 : Math.max(30, Math.abs(x2 - x1) / 2);
  const path = `M${x1} ${y1}C${x1 + (forward ? bend : -bend)} ${y1} ${x2 + (forward && !same ? -bend : bend)} ${y2} ${x2} ${y2}`;
  const back = forward && !same ? -7 : 7;
  const broken = link.broken ? " broken" : "";
  const label = `${from.object ? from.object.label : from.title} ${link.verb} ${link.broken || to.object.label}`;
  return [s("path", { class: "edge" + broken, d: path }, s("title", null, label)),
    s("path", { class: "tip" + broken, d: `M${x2} ${y2}l${back} -4v8z` })];
}

function nodeShape(node, choose) {
  const findings = node.object ? report.findings.filter((finding) => finding.object === node.object.index && !finding.suppressed) : [];
  const worst = ["error", "warning", "info"].find((severity) => findings.some((finding) => finding.severity === severity));
  const cut = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);
  const shield = node.object && node.object.coverage && (node.object.coverage === "none" ? " · no policy" : ` · policy: ${node.object.coverage}`);
  const label = `${node.kind} ${node.title}${shield || ""}, ${findings.length} findings`;
  const pick = () => choose(node);
  return s("g", { class: "node" + (node.ghost ? " ghost" : ""), transform: `translate(${node.x} ${node.y})`, tabindex: 0, role: "button", "aria-label": label, click: pick,
    keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } },
    s("title", null, label), s("rect", { width: NODE_WIDTH, height: NODE_HEIGHT, rx: 8 }),
    s("text", { x: 12, y: 18, class: "kind" }, cut(node.kind + (shield || ""), 27)), s("text", { x: 12, y: 34 }, cut(node.title, findings.length ? 19 : 23)),
    findings.length > 0 && s("text", { x: NODE_WIDTH - 10, y: 34, "text-anchor": "end", class: "count " + worst }, `${{ error: "✕", warning: "▲", info: "ⓘ" }[worst]} ${findings.length}`));
}

/** One part of the graph, drawn when it comes near the window. */
function partView(members, choose) {
  const { width, height } = layout(members);
  const drawing = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Objects and their relations" });
  const draw = () => {
    const shapes = new Map();
    const edges = [...new Set(members.flatMap((node) => node.edges))].map((edge) => ({ edge, shape: edgeShape(edge) }));
    drawing.append(...edges.flatMap(({ shape }) => shape));
    const light = (node) => {
      drawing.classList.toggle("focus", Boolean(node));
      drawing.querySelectorAll(".near").forEach((element) => element.classList.remove("near"));
      if (!node) return;
      shapes.get(node).classList.add("near");
      for (const { edge, shape } of edges) {
        if (edge.from !== node && edge.to !== node) continue;
        shape.forEach((element) => element.classList.add("near"));
        [edge.from, edge.to].forEach((end) => shapes.get(end).classList.add("near"));
      }
    };
    for (const node of members) {
      const shape = nodeShape(node, choose);
      shapes.set(node, shape);
      node.shape = shape;
      for (const [on, what] of [["mouseenter", node], ["mouseleave", null], ["focus", node], ["blur", null]]) shape.addEventListener(on, () => light(what));
      drawing.append(shape);
    }
  };
  drawing.draw = draw;
  return drawing;
}

function drawGraph(choose) {
  const { nodes } = graphData();
  const parts = components(nodes).map((members) => partView(members, choose));
  const lazy = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (entry.isIntersecting) { lazy.unobserve(entry.target); entry.target.draw(); }
  }), { rootMargin: "600px" });
  const alone = nodes.filter((node) => node.object && !node.edges.length);
  const broken = report.links.filter((link) => link.broken).length;
  byId("graph").replaceChildren(
    h("p", { class: "legend" }, h("span", null, `${report.objects.length} objects, ${report.links.length} relations`),
      broken > 0 && h("span", { class: "red" }, `╌ ${broken} broken`), h("span", null, "Point at an object to see what it belongs to; choose it to see its findings.")),
    ...parts,
    ...(alone.length ? [h("h3", null, "Without relations"), h("div", { class: "alone" }, alone.map((node) => h("button", { click: () => choose(node) }, h("bdi", null, node.object.label))))] : []));
  parts.forEach((part) => lazy.observe(part));
  return nodes;
}
