import {html} from 'lit';
import {resolved, seriesColour} from '../../base/colours.js';
import {formatValue} from '../../base/units.js';
import {colourOf, fieldConfig, shown} from '../fields.js';
import {asTable} from '../transform.js';
import './drawn-chart.js';

const FULL = 100;

/** Bars by category: the column `xField`, or the first that is no number. */
export function barChart(panel, frames) {
  const frame = frames.map(asTable)[0];
  const category = frame?.fields.find((f) => f.name === panel.options?.xField) ?? frame?.fields.find((f) => f.type !== 'number');
  const numbers = frame?.fields.filter((f) => f.type === 'number') ?? [];
  if (!category?.values.length || !numbers.length) return html`<p class="no-data">No data</p>`;
  const said = category.values.map((name, i) => `${name}: ${numbers.map((f) => shown(fieldConfig(panel, f), f.values[i])).join(', ')}`);
  return html`<drawn-chart label=${panel.title} .options=${() => drawn(panel, category, numbers)} .said=${said}></drawn-chart>`;
}

function drawn(panel, category, numbers) {
  const options = panel.options ?? {};
  const lying = options.orientation === 'horizontal';
  const config = fieldConfig(panel, numbers[0]);
  const muted = resolved('var(--muted)');
  const names = {type: 'category', data: category.values, inverse: lying, axisLabel: {color: resolved('var(--text)'), fontSize: 11}, axisLine: {lineStyle: {color: resolved('var(--line-strong)')}}, axisTick: {show: false}};
  const values = {type: 'value', min: config.min, max: config.max, axisLabel: {color: muted, fontSize: 11, formatter: (v) => formatValue(v, config.unit)}, splitLine: {lineStyle: {color: resolved('var(--line)')}}};
  return {
    animation: false,
    grid: {left: 4, right: lying ? 44 : 12, top: 8, bottom: 4, containLabel: true},
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: numbers.map((field, i) => {
      const own = fieldConfig(panel, field);
      const each = numbers.length === 1 && own.color?.mode !== 'palette-classic';
      return {
        type: 'bar', silent: true, name: field.name, stack: options.stacking && options.stacking !== 'none' ? 'all' : undefined,
        barCategoryGap: `${Math.round((1 - (options.barWidth ?? 0.97)) * FULL)}%`,
        itemStyle: {color: resolved(each ? colourOf(own, null, i) : seriesColour(i)), borderRadius: 2},
        label: {show: options.showValue !== 'never', position: lying ? 'right' : 'top', color: resolved('var(--text)'), fontSize: 11, formatter: (p) => shown(own, p.value)},
        data: field.values.map((v) => (each ? {value: v, itemStyle: {color: resolved(colourOf(own, v, i))}} : v)),
      };
    }),
  };
}
