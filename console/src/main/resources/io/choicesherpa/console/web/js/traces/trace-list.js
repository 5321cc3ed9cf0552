import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {LightElement} from '../base/light-element.js';
import {getJson, Refused} from '../base/api.js';
import {answered} from '../base/connection.js';
import {count, duration, moment, plural, timeOfDay} from '../base/format.js';
import {isTyping} from '../base/keys.js';
import {live} from '../base/live.js';
import {colourOf, introduce} from '../base/palette.js';
import {href, setParams} from '../base/router.js';
import {resolve} from '../base/time-range.js';
import {vars} from '../base/vars.js';
import {emptyState} from './empty-state.js';
import {statusOf} from './status.js';
import '../chart/time-chart.js';
import {filterBar, filterOf, turnPause} from './trace-filter.js';

const LIMIT = 200;
const REMEMBERED = 5000;
const READING_PIXELS = 60;

/** Recent traces, newest first, growing by themselves; a list that is being read holds still. */
class TraceList extends LightElement {
  static properties = {
    route: {attribute: false},
    range: {attribute: false},
    focusTrace: {attribute: false},
    overview: {state: true},
    traces: {state: true},
    held: {state: true},
    services: {state: true},
    operations: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.services = [];
    this.operations = [];
    this.held = [];
    this.known = new Set();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.request?.abort();
    live.leave(this);
    this.asked = undefined;
  }

  willUpdate(changed) {
    if (!changed.has('route') && !changed.has('range')) return;
    this.filter = filterOf(this.route.params);
    const asked = JSON.stringify([this.filter, this.range]);
    if (asked === this.asked) return;
    this.asked = asked;
    this.reload();
  }

  /** What both the list and its stream are asked by. */
  #wanted() {
    const {start, end} = resolve(this.range);
    const until = this.range.to === 'now' ? {} : {end: Math.round(end)};
    const {text = '', ...rest} = this.filter;
    const words = text.startsWith('{') ? {q: text} : {text};
    return {...rest, ...words, start: Math.round(start), ...until, limit: LIMIT};
  }

  params() {
    return {...this.#wanted(), since: String(this.version)};
  }

  async reload() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      const [answer, overview] = await Promise.all([
        getJson('/console/api/traces', this.#wanted(), request.signal),
        this.overview ?? getJson('/console/api/overview', {}, request.signal),
        this.#fetchOperations(request.signal),
      ]);
      introduce(answer.services);
      this.services = answer.services;
      this.traces = answer.traces;
      this.overview = overview;
      this.known = new Set(answer.traces.map((t) => t.trace_id));
      this.held = [];
      this.version = answer.version;
      this.problem = undefined;
      answered();
      live.open(this);
      this.#restoreFocus();
    } catch (failure) {
      if (request.signal.aborted) return;
      if (failure instanceof Refused) {
        this.problem = failure.message;
        this.traces ??= [];
        answered();
      } else {
        live.lost(this);
      }
    }
  }

  async #fetchOperations(signal) {
    const service = this.filter.service;
    if (!service) {
      this.operations = [];
      return;
    }
    const answer = await getJson(`/api/services/${encodeURIComponent(service)}/operations`, {}, signal);
    this.operations = [...new Set(answer.data ?? [])].sort();
  }

  async #restoreFocus() {
    const id = this.focusTrace;
    if (!id || this.focused === id) return;
    this.focused = id;
    await this.updateComplete;
    this.querySelector(`a[data-trace="${id}"]`)?.focus();
  }

  // Live updates

  receive(event, data) {
    if (event === 'overview') this.overview = data;
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

  key(event) {
    if (event.key === 'p') turnPause();
    else if (event.key === 'Escape') {
      document.activeElement?.blur();
      if (this.held.length) this.#showHeld();
    } else return false;
    return true;
  }

  #typed(event) {
    if (event.key === 'Enter' && isTyping(event)) this.querySelector('tbody a')?.focus();
  }

  // Drawing

  render() {
    const filtered = Object.keys(this.filter).length > 0;
    if (this.traces?.length === 0 && !filtered && !this.problem && !this.overview?.traces_held) return emptyState(this.overview);
    return html`<h1 class="sr-only">Traces</h1>
      <div @keydown=${this.#typed}>${filterBar({filter: this.filter, services: this.services, operations: this.operations, problem: this.problem, paused: live.isPaused, count: this.#countText()})}</div>
      ${this.held.length
        ? html`<div class="fresh"><button class="button" type="button" @click=${this.#showHeld}>Show ${plural(this.held.length, 'new trace')}</button></div>`
        : nothing}
      ${this.traces?.length ? this.#scatter() : nothing}
      <div class="traces">${this.#table(filtered)}</div>`;
  }

  #scatter() {
    const points = this.traces.map((t) => ({
      time: t.start_millis, value: t.duration_millis / 1000, href: href(['traces', t.trace_id]), color: t.error_count ? 'var(--error)' : colourOf(t.service),
    }));
    const {start, end} = resolve(this.range);
    const first = Math.min(...points.map((p) => p.time));
    // The newest traces may all lie in the last seconds of a long range.
    return html`<div class="card scatter"><time-chart label="Traces by start and duration" unit="s" legend="hidden" .points=${points} .range=${{start: Math.max(start, first - (end - first) * 0.03), end}}></time-chart></div>`;
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
      return html`<p class="none">No kept trace of this time${filtered ? ' matches the filter' : ''}.
        <button class="button" type="button" @click=${() => setParams({from: 'now-30d', to: ''}, {replace: false})}>Look further back</button></p>`;
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
      <td class="name"><a data-row data-trace=${t.trace_id} href=${href(['traces', t.trace_id])}>${t.name}</a>${t.root_arrived ? nothing : html`<span class="sub" title="Its first span has not arrived: it is still open, or was not sent">root missing</span>`}</td>
      <td class="status">${statusOf(t)}</td>
      <td class="spans num">${count(t.span_count)}<span class="sr-only"> spans</span>${t.error_count ? html` <span class="errors" title=${plural(t.error_count, 'failed span')}>${count(t.error_count)}<span class="sr-only"> failed</span></span>` : nothing}</td>
      <td class="duration"><div class="meter ${t.root_failed ? 'failed' : ''}"><span class="num">${duration(t.duration_millis)}</span><span class="rail"><i ${vars({'--share': `${(t.duration_millis / longest) * 100}%`, '--service': colourOf(t.service)})}></i></span></div></td>
    </tr>`;
  }
}

customElements.define('trace-list', TraceList);
