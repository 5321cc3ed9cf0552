// The chain of spans that decided how long a trace took: had one of its sections been shorter, the
// trace had been shorter. Found from the end backwards: of a span's children the one that ended last
// before the moment looked at is what was waited for; the rest of the time is the span's own.

/** Sections {from, to} in milliseconds by span id; empty without a root that has arrived. */
export function criticalPath(roots) {
  const sections = new Map();
  const root = roots.find((r) => !r.missing);
  if (!root) return sections;
  const stack = [{node: root, end: endOf(root)}];
  while (stack.length) {
    const {node, end} = stack.pop();
    let cursor = end;
    const start = node.span.offset_millis;
    // What goes on after its parent has ended was not waited for.
    const children = node.children.filter((c) => !c.missing && c.span.offset_millis < end).sort((a, b) => endOf(b) - endOf(a));
    for (const child of children) {
      const childEnd = Math.min(endOf(child), end);
      if (childEnd > cursor || child.span.offset_millis < start) continue;
      add(sections, node, childEnd, cursor);
      stack.push({node: child, end: childEnd});
      cursor = child.span.offset_millis;
    }
    add(sections, node, start, cursor);
  }
  return sections;
}

const endOf = (node) => node.span.offset_millis + node.span.duration_millis;

function add(sections, {span}, from, to) {
  if (to - from <= 0) return;
  if (!sections.has(span.span_id)) sections.set(span.span_id, []);
  sections.get(span.span_id).push({from, to});
}

export const lengthOf = (sections) => (sections ?? []).reduce((sum, s) => sum + s.to - s.from, 0);
