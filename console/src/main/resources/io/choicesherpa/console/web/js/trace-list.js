import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {LightElement} from './light-element.js';
import {getJson, Refused} from './api.js';
import {emptyState} from './empty-state.js';
import {fromAddress, toAddress} from './filter.js';
import {count, duration, plural, timeOfDay, moment} from './format.js';
import * as icons from './icons.js';
import {colourOf, introduce} from './palette.js';
import {isTyping} from './keys.js';
import {vars} from './vars.js';

const LIMIT = 200;
const REMEMBERED = 5000;
const TYPING_MILLIS = 200;
const READING_PIXELS = 60;

/** Recent traces, newest first, growing by themselves; a list that is being read holds still. */
class TraceList extends LightElement {
  static properties = {
    live: {attribute: false},
    overview: {attribute: false},
    connection: {},
    focusTrace: {attribute: false},
    traces: {state: true},
    held: {state: true},
    services: {state: true},
    filter: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.filter = fromAddress();
    this.services = [];
    this.held = [];
    this.known = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.keys = (event) => this.#key(event);
    document.addEventListener('keydown', this.keys);
    this.reload();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
    this.request?.abort();
  }

  params() {
    return {...this.filter, limit: LIMIT, since: this.version};
  }

  async reload() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const answer = await getJson('/console/api/traces', {...this.filter, limit: LIMIT}, request.signal);
      introduce(answer.services);
      this.services = answer.services;
      this.traces = answer.traces;
      this.known = new Set(answer.traces.map((t) => t.trace_id));
      this.held = [];
      this.version = answer.version;
      this.problem = undefined;
      this.live.open(this);
      this.#restoreFocus();
    } catch (failure) {
      if (request.signal.aborted) return;
      if (failure instanceof Refused) {
        this.problem = failure.message;
        this.traces ??= [];
      } else {
        this.live.lost(this);
      }
    }
  }

  async #restoreFocus() {
    const id = this.focusTrace;
    if (!id || this.focused === id) return;
    this.focused = id;
    await this.updateComplete;
    this.querySelector(`a[href="#/traces/${id}"]`)?.focus();
  }

  // Live updates

  receive(event, data) {
    if (event === 'overview') this.dispatchEvent(new CustomEvent('overview', {detail: data}));
    if (event === 'traces') this.#merge(data);
  }

  #merge(changed) {
    introduce(changed.flatMap((t) => Object.keys(t.services)));
    this.services = [...new Set([...this.services, ...changed.flatMap((t) => Object.keys(t.services))])].sort();
    const shown = new Set(this.traces.map((t) => t.trace_id));
    const merged = [...this.held.filter((h) => !changed.some((c) => c.trace_id === h.trace_id)), ...changed];
    const updates = new Map(merged.filter((t) => shown.has(t.trace_id)).map((t) => [t.trace_id, t]));
    const fresh = merged.filter((t) => !shown.has(t.trace_id));
    const traces = this.traces.map((t) => updates.get(t.trace_id) ?? t);
    if (this.#isBeingRead()) {
      this.traces = traces;
      this.held = this.#newest(fresh);
    } else {
      this.traces = this.#newest([...fresh, ...traces]);
      this.held = [];
    }
  }

  #newest(traces) {
    return traces.sort((a, b) => b.start_millis - a.start_millis).slice(0, LIMIT);
  }

  #isBeingRead() {
    return window.scrollY > READING_PIXELS || this.querySelector('tbody')?.contains(document.activeElement);
  }

  #showHeld() {
    this.traces = this.#newest([...this.held, ...this.traces]);
    this.held = [];
    window.scrollTo({top: 0});
  }

  // Input

  #set(field, value) {
    const {[field]: old, ...others} = this.filter;
    this.filter = value ? {...others, [field]: value} : others;
    toAddress(this.filter);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.reload(), TYPING_MILLIS);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const search = this.querySelector('#search');
    if (event.key === 'Escape') {
      if (document.activeElement === search && search.value) {
        search.value = '';
        this.#set('text', '');
      } else {
        document.activeElement?.blur();
        if (this.held.length) this.#showHeld();
      }
      return;
    }
    if (isTyping(event)) {
      if (event.key === 'Enter' && event.target === search) this.querySelector('tbody a')?.focus();
      return;
    }
    if (event.key === '/') {
      event.preventDefault();
      search?.focus();
      search?.select();
    } else if (event.key === 'j' || event.key === 'k') {
      const links = [...this.querySelectorAll('tbody a')];
      const at = links.indexOf(document.activeElement);
      const next = event.key === 'j' ? at + 1 : Math.max(0, at - 1);
      links[Math.min(next, links.length - 1)]?.focus();
    } else if (event.key === 'p') {
      this.#turnPause();
    }
  }

  #turnPause() {
    this.live.pause(!this.live.isPaused);
    this.requestUpdate();
  }

  // Drawing

  render() {
    const filtered = Object.keys(this.filter).length > 0;
    if (this.traces?.length === 0 && !filtered && !this.problem) return emptyState(this.overview);
    return html`<h1 class="sr-only">Recent traces</h1>
      ${this.#toolbar()}
      ${this.held.length
        ? html`<div class="fresh"><button class="button" type="button" @click=${this.#showHeld}>Show ${plural(this.held.length, 'new trace')}</button></div>`
        : nothing}
      <div class="traces">${this.#table(filtered)}</div>
      <p class="keys" aria-hidden="true"><span><kbd>j</kbd> <kbd>k</kbd> move</span><span><kbd>enter</kbd> open</span><span><kbd>/</kbd> search</span><span><kbd>p</kbd> pause</span></p>`;
  }

  #toolbar() {
    const paused = this.live.isPaused;
    return html`<form class="toolbar" role="search" aria-label="Filter traces" @submit=${(e) => e.preventDefault()}>
      <div class="field search">
        <input id="search" type="search" aria-label="Span name or trace id" placeholder="Span name or trace id" autocomplete="off" spellcheck="false" .value=${this.filter.text ?? ''} @input=${(e) => this.#set('text', e.target.value.trim())}>
        <kbd aria-hidden="true">/</kbd>
      </div>
      <select aria-label="Service" @change=${(e) => this.#set('service', e.target.value)}>
        <option value="">All services</option>
        ${[...new Set([...this.services, ...(this.filter.service ? [this.filter.service] : [])])].map(
          (s) => html`<option value=${s} ?selected=${s === this.filter.service}>${s}</option>`)}
      </select>
      <div class="field duration">
        <input aria-label="Shortest duration, such as 250ms" placeholder="≥ 250ms" title="A time such as 250ms or 1.5s" autocomplete="off" aria-invalid=${this.problem ? 'true' : 'false'} .value=${this.filter.min_duration ?? ''} @input=${(e) => this.#set('min_duration', e.target.value.trim())}>
      </div>
      <button class="button" type="button" aria-pressed=${this.filter.errors ? 'true' : 'false'} @click=${() => this.#set('errors', this.filter.errors ? '' : 'true')}>Errors only</button>
      <button class="button" type="button" aria-pressed=${paused ? 'true' : 'false'} @click=${this.#turnPause}>${paused ? icons.play : icons.pause} <span class="word">${paused ? 'Resume' : 'Pause'}</span></button>
      <span class="count" role="status">${this.#countText()}</span>
    </form>`;
  }

  #countText() {
    if (this.problem) return this.problem;
    if (!this.traces) return '';
    const held = this.overview?.traces_held;
    const evicted = this.overview?.traces_evicted;
    const of = held > this.traces.length ? ` of ${count(held)}` : '';
    const name = this.traces.length === 1 && !of ? 'trace' : 'traces';
    return `${count(this.traces.length)}${of} ${name}${evicted ? `, ${count(evicted)} older ones evicted` : ''}`;
  }

  #table(filtered) {
    if (this.traces && this.traces.length === 0) {
      return html`<p class="none">No kept trace ${filtered ? 'matches the filter' : 'yet'}.</p>`;
    }
    const longest = Math.max(...(this.traces ?? []).map((t) => t.duration_millis), 1e-6);
    return html`<table aria-busy=${this.traces ? 'false' : 'true'}>
      <thead><tr>
        <th class="start" scope="col">Start</th><th class="service" scope="col">Service</th><th class="name" scope="col">Trace</th>
        <th class="status" scope="col">Status</th><th class="spans" scope="col">Spans</th><th class="duration" scope="col">Duration</th>
      </tr></thead>
      <tbody>${this.traces
        ? repeat(this.traces, (t) => t.trace_id, (t) => this.#row(t, longest))
        : [70, 45, 60, 35, 55].map((w) => html`<tr class="skeleton">${[0, 1, 2, 3, 4, 5].map((c) => html`<td><span ${vars({width: `${c === 2 ? w : 50}%`})}></span></td>`)}</tr>`)}</tbody>
    </table>`;
  }

  #row(t, longest) {
    const isNew = !this.known.has(t.trace_id);
    if (this.known.size > REMEMBERED) this.known = new Set(this.traces.map((shown) => shown.trace_id));
    this.known.add(t.trace_id);
    const others = Object.keys(t.services).filter((s) => s !== t.service);
    return html`<tr class=${isNew ? 'new' : ''}>
      <td class="start" title=${moment(t.start_millis)}>${timeOfDay(t.start_millis)}</td>
      <td class="service"><span class="chip" ${vars({'--service': colourOf(t.service)})} title=${Object.keys(t.services).join(', ')}><span>${t.service}${others.length ? ` +${others.length}` : ''}</span></span></td>
      <td class="name"><a href="#/traces/${t.trace_id}">${t.name}</a>${t.root_arrived ? nothing : html`<span class="sub" title="Its first span has not arrived">root missing</span>`}</td>
      <td class="status">${statusOf(t)}</td>
      <td class="spans num">${count(t.span_count)}<span class="sr-only"> spans</span>${t.error_count ? html` <span class="errors" title=${plural(t.error_count, 'failed span')}>${count(t.error_count)}<span class="sr-only"> failed</span></span>` : nothing}</td>
      <td class="duration"><div class="meter ${t.root_failed ? 'failed' : ''}"><span class="num">${duration(t.duration_millis)}</span><span class="rail"><i ${vars({'--share': `${(t.duration_millis / longest) * 100}%`, '--service': colourOf(t.service)})}></i></span></div></td>
    </tr>`;
  }
}

export function statusOf(summary) {
  if (summary.http_status) {
    return html`<span class="status s${Math.floor(summary.http_status / 100)}">${summary.http_status}</span>`;
  }
  return summary.root_failed ? html`<span class="status failed">error</span>` : html`<span class="status" aria-label="none">–</span>`;
}

customElements.define('trace-list', TraceList);
