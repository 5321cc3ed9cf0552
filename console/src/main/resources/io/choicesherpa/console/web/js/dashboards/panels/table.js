import {html, nothing} from 'lit';
import {moment} from '../../base/format.js';
import {colourOf, fieldConfig, shown} from '../fields.js';
import {asTable} from '../transform.js';
import {vars} from '../../base/vars.js';

const MOST_ROWS = 500;

/** Rows and columns of the first frame. */
export function table(panel, frames) {
  const frame = frames.map(asTable)[panel.options?.frameIndex ?? 0];
  const fields = (frame?.fields ?? []).map((f) => ({...f, config: fieldConfig(panel, f)})).filter((f) => !f.config.custom.hidden);
  const count = fields[0]?.values.length ?? 0;
  if (!count) return html`<p class="no-data">No data</p>`;
  const rows = sorted([...Array(count).keys()], fields, panel.options?.sortBy?.[0]);
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${panel.title || 'Table'}><table class="list narrow">
    ${panel.options?.showHeader === false ? nothing : html`<thead><tr>${fields.map((f) => html`<th scope="col" class=${isNumber(f) ? 'num' : ''}>${f.config.displayName ?? f.name}</th>`)}</tr></thead>`}
    <tbody>${rows.slice(0, MOST_ROWS).map((i) => html`<tr>${fields.map((f) => cell(f, i))}</tr>`)}</tbody></table></div>
    ${rows.length > MOST_ROWS ? html`<p class="none">and ${rows.length - MOST_ROWS} more rows</p>` : nothing}`;
}

const isNumber = (f) => f.type === 'number' && f.config.custom.align !== 'left';

function cell(field, i) {
  const value = field.values[i];
  const text = field.type === 'time' ? moment(value) : shown(field.config, value);
  const coloured = field.config.custom.cellOptions?.type?.startsWith('color');
  return html`<td class=${isNumber(field) ? 'num' : ''} title=${String(value)} ${coloured ? vars({'color': colourOf(field.config, value, 0)}) : nothing}>${text}</td>`;
}

function sorted(rows, fields, by) {
  const field = by && fields.find((f) => (f.config.displayName ?? f.name) === by.displayName);
  if (!field) return rows;
  const sign = by.desc ? -1 : 1;
  const of = (i) => field.values[i] ?? -Infinity;
  return rows.sort((a, b) => sign * (typeof of(a) === 'string' ? String(of(a)).localeCompare(String(of(b))) : of(a) - of(b)));
}
