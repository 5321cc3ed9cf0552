import {html} from 'lit';

const KINDS = {int64: 'number', float64: 'number', bool: 'bool'};

/** Key and value, value by its type. Everything is text to the page, never markup. */
export function pairs(attributes) {
  const sorted = [...attributes].sort((a, b) => (a.key < b.key ? -1 : 1));
  return html`<dl class="pairs">${sorted.map(
    (a) => html`<dt>${a.key}</dt><dd class=${KINDS[a.type] ?? ''}>${String(a.value)}</dd>`)}</dl>`;
}
