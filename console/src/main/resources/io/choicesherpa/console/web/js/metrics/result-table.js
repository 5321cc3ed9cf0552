import {html, nothing} from 'lit';
import {count} from '../base/format.js';
import {numberOf} from '../base/prom.js';
import {formatValue} from '../base/units.js';

const MOST_ROWS = 500;

/** An instant answer: a row for each series, a column for each label that tells them apart. */
export function resultTable({type, result}, unit) {
  if (type === 'scalar' || type === 'string') {
    return html`<p class="single"><span class="muted">${type}</span> <b class="num">${type === 'scalar' ? formatValue(numberOf(result[1]), unit) : result[1]}</b></p>`;
  }
  if (!result.length) return html`<p class="none">No series.</p>`;
  const rows = result.map((r) => ({labels: r.metric, value: valueOf(r), time: (r.value ?? r.values?.at(-1) ?? r.histogram)?.[0]}));
  rows.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  const names = [...new Set(rows.flatMap((r) => Object.keys(r.labels)))].sort((a, b) => (a === '__name__' ? -1 : b === '__name__' ? 1 : a.localeCompare(b)));
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Series"><table class="list narrow"><thead><tr>${names.map((n) => html`<th scope="col">${n === '__name__' ? 'metric' : n}</th>`)}<th scope="col" class="num">Value</th></tr></thead>
    <tbody>${rows.slice(0, MOST_ROWS).map((r) => html`<tr>${names.map((n) => html`<td class="mono">${r.labels[n] ?? nothing}</td>`)}<td class="num" title=${String(r.value)}>${formatValue(r.value, unit)}</td></tr>`)}</tbody></table></div>
    ${rows.length > MOST_ROWS ? html`<p class="none">and ${count(rows.length - MOST_ROWS)} more series</p>` : nothing}`;
}

function valueOf(r) {
  if (r.value) return numberOf(r.value[1]);
  if (r.histogram) return numberOf(r.histogram[1].sum) / numberOf(r.histogram[1].count);
  return numberOf(r.values.at(-1)[1]);
}
