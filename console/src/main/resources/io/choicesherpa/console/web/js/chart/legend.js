import {html, nothing} from 'lit';
import {formatValue} from '../base/units.js';
import {vars} from '../base/vars.js';
import {CALCULATIONS} from './stats.js';

/** The series by name, with values; a click shows one alone, with Shift it hides or shows it. */
export function legend(chart, isHidden, choose) {
  const values = (chart.legendValues ?? []).filter((v) => CALCULATIONS[v]);
  const name = (s) => html`<button type="button" class="key ${s.dashed ? 'dashed' : ''}" aria-pressed=${isHidden(s) ? 'false' : 'true'} title=${s.name}
      ${vars({'--c': s.color})} @click=${(e) => choose(s, e.shiftKey || e.ctrlKey || e.metaKey)}><i></i><span>${s.name}</span></button>`;
  const unit = (s) => s.unit ?? (s.axis === 'right' ? (chart.rightUnit ?? chart.unit) : chart.unit);
  const figure = (s, v) => (v === 'count' ? String(CALCULATIONS[v].of(s.points)) : formatValue(CALCULATIONS[v].of(s.points), unit(s), chart.decimals));
  if (chart.legend === 'table' && values.length) {
    return html`<div class="legend table" tabindex="0" role="group" aria-label="Legend"><table><thead><tr><th scope="col">Name</th>${values.map((v) => html`<th scope="col" class="num">${CALCULATIONS[v].title}</th>`)}</tr></thead>
      <tbody>${chart.series.map((s) => html`<tr class=${isHidden(s) ? 'off' : ''}><td>${name(s)}</td>${values.map((v) => html`<td class="num">${figure(s, v)}</td>`)}</tr>`)}</tbody></table></div>`;
  }
  return html`<div class="legend list" role="group" aria-label="Legend">${chart.series.map((s) => html`<span class=${isHidden(s) ? 'off' : ''}>${name(s)}${values.length
    ? html`<span class="num">${values.map((v) => html` <small>${CALCULATIONS[v].title}</small> ${figure(s, v)}`)}</span>` : nothing}</span>`)}</div>`;
}

/** What the canvas shows, in words, for those who do not see it. */
export function tableAlternative(chart) {
  const columns = ['lastNotNull', 'min', 'max', 'mean'];
  // around the table, because a table is never narrower than what it holds
  return html`<div class="sr-only"><table><caption>${chart.label}</caption>
    <thead><tr><th scope="col">Series</th>${columns.map((c) => html`<th scope="col">${CALCULATIONS[c].title}</th>`)}</tr></thead>
    <tbody>${chart.series.map((s) => html`<tr><th scope="row">${s.name}</th>${columns.map((c) => html`<td>${formatValue(CALCULATIONS[c].of(s.points), s.unit ?? chart.unit, chart.decimals)}</td>`)}</tr>`)}</tbody></table></div>`;
}
