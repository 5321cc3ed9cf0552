// A Grafana dashboard's JSON as this page draws it: sections of panels, each below its row.

/** `[{row?, panels}]`; panels before the first row make a section without one. */
export function sections(dashboard) {
  const all = [];
  let open = {row: undefined, panels: []};
  const close = () => (open.row || open.panels.length) && all.push(open);
  for (const panel of inOrder(dashboard.panels ?? [])) {
    if (panel.type === 'row') {
      close();
      open = {row: panel, panels: [...inOrder(panel.panels ?? [])]};
    } else {
      if (open.row?.collapsed) {
        // A folded row holds its panels itself; what follows is not hidden with them.
        close();
        open = {row: undefined, panels: []};
      }
      open.panels.push(panel);
    }
  }
  close();
  return all.map(placed);
}

const inOrder = (panels) => [...panels].sort((a, b) => (a.gridPos?.y ?? 0) - (b.gridPos?.y ?? 0) || (a.gridPos?.x ?? 0) - (b.gridPos?.x ?? 0));

/** Places count from the section's first line on, so that a folded row leaves no gap. */
function placed(section) {
  const top = Math.min(...section.panels.map((p) => p.gridPos?.y ?? 0));
  return {...section, panels: section.panels.map((p) => ({...p, place: {x: p.gridPos?.x ?? 0, y: (p.gridPos?.y ?? 0) - top, w: p.gridPos?.w ?? 12, h: p.gridPos?.h ?? 8}}))};
}

/** Every panel that draws something, those in folded rows too. */
export const panelsOf = (dashboard) => sections(dashboard).flatMap((s) => s.panels);
