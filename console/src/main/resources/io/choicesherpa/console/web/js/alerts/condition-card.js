import {html, nothing} from 'lit';
import {namedBy} from '../base/prom.js';
import {href} from '../base/router.js';
import {formatValue} from '../base/units.js';
import {meets, worst} from './alert-model.js';
import '../chart/time-chart.js';

/** One comparison of an alert's expression: its value now and over time, against its threshold. */
export function conditionCard(c, {id, name, span, regions, isFirst}) {
  const compares = c.threshold !== undefined;
  const value = compares ? worst(c.values, c) : (c.values[0] ?? null);
  const series = c.series.map((s) => ({name: Object.keys(s.labels).length ? namedBy(s.labels) : 'value', points: s.points}));
  const threshold = compares ? formatValue(c.threshold, c.unit) : '';
  return html`<section class="card" aria-labelledby="condition-${id}"><header><h2 id="condition-${id}">${compares ? 'Value and threshold' : 'Value'}</h2>
      <span class="end"><a href=${href(['metrics'], {expr: c.expression})}>Explore</a></span></header><div class="body">
    <p class="live-value"><strong class="num ${compares && meets(value, c) ? 'bad-text' : ''}">${value === null ? 'no value' : formatValue(value, c.unit)}</strong>
      <span class="muted">${compares ? html`now; the condition is <b>${c.operator} ${threshold}</b>` : 'now; it fires for every series of the expression'}</span></p>
    <time-chart label="Value of ${name}" unit=${c.unit} .series=${series} .range=${span} .exemplars=${c.diamonds}
      .thresholds=${compares ? [{value: c.threshold, color: 'var(--error)', label: `threshold ${threshold}`}] : []} threshold-style="line" thresholds-in-view
      .regions=${regions} .legendValues=${['lastNotNull', 'max']}></time-chart>
    ${isFirst ? nothing : html`<p class="small muted mono clip">${c.expression}</p>`}</div></section>`;
}
