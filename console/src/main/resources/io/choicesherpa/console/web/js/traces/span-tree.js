// The order and depth of a trace's spans. A span whose parent has not arrived hangs under a
// place-holder, so that nothing is hidden and nothing pretends to be a root.

export function buildTree(spans) {
  const nodes = new Map(spans.map((span) => [span.span_id, {span, children: []}]));
  const roots = [];
  const placeholders = new Map();
  for (const node of nodes.values()) {
    const parent = node.span.parent_span_id;
    if (!parent || parent === node.span.span_id) {
      roots.push(node);
    } else if (nodes.has(parent)) {
      nodes.get(parent).children.push(node);
    } else {
      if (!placeholders.has(parent)) {
        const missing = {missing: true, span: {span_id: parent, name: 'span not received'}, children: []};
        placeholders.set(parent, missing);
        roots.push(missing);
      }
      placeholders.get(parent).children.push(node);
    }
  }
  const reached = new Set();
  const mark = (from) => {
    const stack = [from];
    while (stack.length) {
      const node = stack.pop();
      if (reached.has(node)) continue;
      reached.add(node);
      for (const child of node.children) stack.push(child);
    }
  };
  roots.forEach(mark);
  // Hostile senders can make circles of parents; break each at its first span.
  for (const node of nodes.values()) {
    if (reached.has(node)) continue;
    const parent = nodes.get(node.span.parent_span_id);
    parent.children = parent.children.filter((child) => child !== node);
    roots.push(node);
    mark(node);
  }
  const start = (node) => node.span.offset_millis ?? node.children.reduce((least, c) => Math.min(least, c.span.offset_millis), Infinity);
  roots.sort((a, b) => start(a) - start(b));
  return roots;
}

/** Rows from top to bottom; what lies under a collapsed span is left out and counted. */
export function visibleRows(roots, collapsed) {
  const rows = [];
  const stack = roots.map((node) => ({node, depth: 0, above: undefined})).reverse();
  while (stack.length) {
    const {node, depth, above} = stack.pop();
    const isCollapsed = collapsed.has(node.span.span_id);
    rows.push({
      node,
      depth,
      hidden: isCollapsed ? descendants(node) : 0,
      // A service is named where the trace comes into it, not on every line.
      announced: Boolean(node.span.service) && node.span.service !== above,
    });
    if (!isCollapsed) {
      for (let i = node.children.length - 1; i >= 0; i--) {
        stack.push({node: node.children[i], depth: depth + 1, above: node.span.service});
      }
    }
  }
  return rows;
}

function descendants(node) {
  let n = 0;
  const stack = [...node.children];
  while (stack.length) {
    n++;
    for (const child of stack.pop().children) stack.push(child);
  }
  return n;
}

/** Ids of all ancestors of a span, nearest first. */
export function ancestorsOf(spans, spanId) {
  const byId = new Map(spans.map((s) => [s.span_id, s]));
  const found = new Set();
  let at = byId.get(spanId)?.parent_span_id;
  while (at && !found.has(at)) {
    found.add(at);
    at = byId.get(at)?.parent_span_id;
  }
  return [...found];
}
