import {html} from 'lit';
import {current, href, setParams} from '../base/router.js';

// The list's filter. It stands in the page's address, so that a filtered list can be passed on.

const FIELDS = ['text', 'service', 'operation', 'tags', 'min_duration', 'errors'];

let latest = {};

export function filterOf(params) {
  latest = Object.fromEntries(FIELDS.filter((f) => params.get(f)).map((f) => [f, params.get(f)]));
  return latest;
}

/** Address of the list as it was last looked at. */
export const listAddress = () => href(['traces'], latest);

let typing;
const TYPING_MILLIS = 200;

const set = (name, value) => setParams({[name]: value});
const later = (name) => (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => set(name, event.target.value.trim()), TYPING_MILLIS);
};

/** The fields above the list; each change stands in the address at once. */
export function filterBar({filter, services, operations, problem, paused, count}) {
  const input = (name, label, placeholder, title = label) => html`<input aria-label=${label} title=${title} placeholder=${placeholder} autocomplete="off" spellcheck="false"
    aria-invalid=${problem?.includes(name) ? 'true' : 'false'} .value=${filter[name] ?? ''} @input=${later(name)}>`;
  const known = [...new Set([...services, ...(filter.service ? [filter.service] : [])])];
  return html`<form class="toolbar" role="search" aria-label="Filter traces" @submit=${(e) => e.preventDefault()}>
    <div class="field search">
      <input id="search" data-search type="search" aria-label="Span name, trace id, or TraceQL" placeholder="Span name, trace id, or {TraceQL}" autocomplete="off" spellcheck="false"  aria-invalid=${problem && filter.text?.startsWith('{') ? 'true' : 'false'} .value=${filter.text ?? ''} @input=${later('text')}>
      <kbd aria-hidden="true">/</kbd>
    </div>
    <select aria-label="Service" @change=${(e) => setParams({service: e.target.value, operation: ''})}>
      <option value="">All services</option>
      ${known.map((s) => html`<option value=${s} ?selected=${s === filter.service}>${s}</option>`)}
    </select>
    <div class="field operation"><input list="operations" aria-label="Operation" placeholder="Any operation" autocomplete="off" spellcheck="false" .value=${filter.operation ?? ''} @change=${(e) => set('operation', e.target.value.trim())}>
      <datalist id="operations">${operations.map((o) => html`<option value=${o}></option>`)}</datalist></div>
    <div class="field tags">${input('tags', 'Tags', 'tier=pro http.route=/x', 'Attributes that a span must have, as key=value, with spaces between; "…" around values with spaces')}</div>
    <div class="field duration">${input('min_duration', 'Shortest duration, such as 250ms', '≥ 250ms')}</div>
    <button class="button" type="button" aria-pressed=${filter.errors ? 'true' : 'false'} @click=${() => set('errors', filter.errors ? '' : 'true')}>Errors only</button>
    <button class="button" type="button" aria-pressed=${paused ? 'true' : 'false'} title="p" @click=${turnPause}>${paused ? 'Resume' : 'Pause'}</button>
    <span class="count" role="status">${count}</span>
  </form>`;
}

/** Pausing is a refresh of `off`, for this list as for every page. */
export function turnPause() {
  setParams({refresh: current().params.get('refresh') === 'off' ? '' : 'off'});
}
