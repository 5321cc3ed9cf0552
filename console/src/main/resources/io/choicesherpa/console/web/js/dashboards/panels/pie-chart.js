import {html, nothing} from 'lit';
import {resolved, seriesColour} from '../../base/colours.js';
import {formatValue} from '../../base/units.js';
import {vars} from '../../base/vars.js';
import {figures} from './single.js';
import './drawn-chart.js';

/** A smaller slice has no room for words. */
const LEAST_LABELLED = 0.06;

/** Shares of a whole. */
export function pieChart(panel, frames) {
  const options = panel.options ?? {};
  const all = figures(panel, frames).filter((f) => f.value !== null && f.value > 0)
    .map((f, i) => ({...f, color: f.config.color?.mode === 'fixed' ? f.color : seriesColour(i)}));
  const order = {asc: (a, b) => a.value - b.value, none: () => 0}[options.sort] ?? ((a, b) => b.value - a.value);
  all.sort(order);
  const total = all.reduce((sum, f) => sum + f.value, 0);
  if (!all.length) return html`<p class="no-data">No data</p>`;
  const percent = (f) => formatValue(f.value / total, 'percentunit');
  const values = options.legend?.values ?? [];
  return html`<div class="pie ${options.legend?.placement === 'right' ? 'beside' : ''}">
    <drawn-chart label=${panel.title} .options=${() => drawn(all, options, total)} .said=${all.map((f) => `${f.name}: ${f.text}, ${percent(f)}`)}></drawn-chart>
    ${options.legend?.showLegend === false ? nothing : html`<table class="pie-legend"><tbody>${all.map((f) => html`<tr><td ${vars({'--c': f.color})}><i></i>${f.name}</td>
      ${values.includes('value') ? html`<td class="num">${f.text}</td>` : nothing}${values.includes('percent') ? html`<td class="num">${percent(f)}</td>` : nothing}</tr>`)}</tbody></table>`}</div>`;
}

function drawn(all, options, total) {
  const labels = options.displayLabels ?? [];
  // Whole ones fit into a slice; the legend has the rest.
  const percent = (f) => formatValue(Math.round((100 * f.value) / total) / 100, 'percentunit');
  return {
    animation: false,
    series: [{
      type: 'pie', silent: true,
      radius: options.pieType === 'donut' ? ['48%', '90%'] : [0, '88%'],
      itemStyle: {borderColor: resolved('var(--surface)'), borderWidth: 2},
      label: {show: labels.length > 0, position: 'inside', color: '#fff', fontSize: 10, fontWeight: 600},
      labelLine: {show: false},
      data: all.map((f) => ({
        value: f.value, itemStyle: {color: resolved(f.color)},
        label: {show: labels.length > 0 && f.value / total > LEAST_LABELLED, formatter: () => labels.map((l) => ({percent: percent(f), name: f.name, value: f.text})[l]).filter(Boolean).join('\n')},
      })),
    }],
  };
}
