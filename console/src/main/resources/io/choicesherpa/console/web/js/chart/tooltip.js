import {html, nothing} from 'lit';
import {formatValue} from '../base/units.js';
import {moment} from '../base/format.js';
import {vars} from '../base/vars.js';
import {nearest} from './stats.js';

const MOST_ROWS = 14;

/**
 * The visible series at a time: `{time, rows: [{series, time, value, x, y}], more}`, highest first.
 * Null when no series has a point near.
 */
export function pointsAt(time, series, canvas, stepMillis) {
  const rows = [];
  for (const s of series) {
    const i = nearest(s.points, time, stepMillis);
    if (i < 0 || s.points[i][1] === null) continue;
    const [at, value] = s.points[i];
    rows.push({series: s, time: at, value});
  }
  if (!rows.length) return null;
  rows.sort((a, b) => b.value - a.value);
  const shown = rows.slice(0, MOST_ROWS);
  const at = shown.reduce((best, r) => (Math.abs(r.time - time) < Math.abs(best - time) ? r.time : best), shown[0].time);
  for (const row of shown) [row.x, row.y] = canvas.toPixel(row.time, row.value, row.series.axis === 'right' ? 1 : 0) ?? [];
  return {time: at, rows: shown, more: rows.length - shown.length};
}

export function tooltip(chart, hover, width) {
  const x = hover.x;
  const unit = (s) => s.unit ?? (s.axis === 'right' ? (chart.rightUnit ?? chart.unit) : chart.unit);
  return html`<div class="tip ${x > width / 2 ? 'left' : 'right'}" role=${hover.byKey ? 'status' : 'presentation'} ${vars({'--x': `${x}px`})}>
    <p>${moment(hover.time).slice(0, 19)}</p>
    <table>${hover.rows.map((r) => html`<tr class=${r === hover.near ? 'near' : ''}><td><i ${vars({'--c': r.series.color})}></i>${r.series.name}</td>
      <td class="num">${formatValue(r.value, unit(r.series), chart.decimals)}</td></tr>`)}</table>
    ${hover.more ? html`<p>and ${hover.more} more</p>` : nothing}
  </div>
  ${chart.stack && chart.stack !== 'none' ? nothing : hover.rows.map((r) => (r.x === undefined ? nothing : html`<i class="point" ${vars({'--x': `${r.x}px`, '--y': `${r.y}px`, '--c': r.series.color})}></i>`))}`;
}
