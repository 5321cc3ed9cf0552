import {html, nothing} from 'lit';
import {resolved, seriesColour} from '../../base/colours.js';
import {formatValue} from '../../base/units.js';
import {vars} from '../../base/vars.js';
import {figures} from './single.js';
import './drawn-chart.js';

/** A smaller slice has no room for words. */
const LEAST_LABELLED = 0.06;

/** Of the canvas's shorter side. */
const RADIUS = {donut: [0.48, 0.9], pie: [0, 0.88]};

const LABEL_FONT = 10;
const CHARACTER_PIXELS = 7.5;
const LABEL_MARGIN = 6;

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
    <drawn-chart label=${panel.title} .options=${(width, height) => drawn(all, options, total, Math.min(width, height) / 2)} .said=${all.map((f) => `${f.name}: ${f.text}, ${percent(f)}`)}></drawn-chart>
    ${options.legend?.showLegend === false ? nothing : html`<table class="pie-legend"><tbody>${all.map((f) => html`<tr><td ${vars({'--c': f.color})}><i></i>${f.name}</td>
      ${values.includes('value') ? html`<td class="num">${f.text}</td>` : nothing}${values.includes('percent') ? html`<td class="num">${percent(f)}</td>` : nothing}</tr>`)}</tbody></table>`}</div>`;
}

function drawn(all, options, total, half) {
  const labels = options.displayLabels ?? [];
  // Whole ones fit into a slice; the legend has the rest.
  const percent = (f) => formatValue(Math.round((100 * f.value) / total) / 100, 'percentunit');
  const [inner, outer] = RADIUS[options.pieType] ?? RADIUS.pie;
  const lines = (f) => labels.map((l) => ({percent: percent(f), name: f.name, value: f.text})[l]).filter(Boolean);
  const fits = (f) => f.value / total > LEAST_LABELLED && lines(f).every((line) => line.length * CHARACTER_PIXELS + LABEL_MARGIN <= (outer - inner) * half);
  return {
    animation: false,
    series: [{
      type: 'pie', silent: true,
      radius: [`${100 * inner}%`, `${100 * outer}%`],
      itemStyle: {borderColor: resolved('var(--surface)'), borderWidth: 2},
      label: {show: labels.length > 0, position: 'inside', color: '#fff', fontSize: LABEL_FONT, fontWeight: 600},
      labelLine: {show: false},
      data: all.map((f) => ({
        value: f.value, itemStyle: {color: resolved(f.color)},
        label: {show: labels.length > 0 && fits(f), formatter: () => lines(f).join('\n')},
      })),
    }],
  };
}
