import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {getJson} from '../base/api.js';
import {count, exact, plural} from '../base/format.js';
import {PageElement} from '../base/page-element.js';
import {introduce} from '../base/palette.js';
import {setParams} from '../base/router.js';
import {vars} from '../base/vars.js';
import {LEVELS, toLogQl, withFilter} from './log-query.js';
import {logRow} from './log-row.js';
import {LogTail} from './log-tail.js';
import '../chart/time-chart.js';
import './log-context.js';
import './log-search.js';

const LIMIT = 200;
/** A tail forgets its oldest lines past so many: a browser has its memory too. */
const TAIL_LINES = 1000;
const BUCKETS = 60;
const COLOURS = {FATAL: 'var(--series-3)', ERROR: 'var(--named-red)', WARN: 'var(--named-yellow)', INFO: 'var(--series-0)', DEBUG: 'var(--series-6)', TRACE: 'var(--series-9)'};

/** Log lines: searched, counted by level over time, followed as they come. */
class LogsPage extends PageElement {
  static properties = {
    lines: {state: true}, histogram: {state: true}, shown: {state: true}, more: {state: true}, limit: {state: true},
    open: {state: true}, dropped: {state: true}, services: {state: true},
  };

  constructor() {
    super();
    this.limit = LIMIT;
    this.services = [];
    this.actions = {toggle: (line) => this.#toggle(line), filter: (name, operator, value) => setParams({query: withFilter(this.text, name, operator, value)}, {replace: false})};
  }

  get text() {
    return this.route.params.get('query') ?? '';
  }

  get levels() {
    return (this.route.params.get('level') ?? '').split(',').filter(Boolean);
  }

  get service() {
    return this.route.params.get('service') ?? '';
  }

  get following() {
    return this.route.params.get('tail') === 'on';
  }

  get logQl() {
    return toLogQl({text: this.text, levels: this.levels, service: this.service});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#endTail();
  }

  willUpdate(changed) {
    if (changed.has('route')) this.open ??= this.route.params.get('line') ?? undefined;
    super.willUpdate(changed);
    if (this.route) this.#followOrNot();
  }

  async load(signal) {
    if (this.route.params.get('context')) return;
    const span = this.span;
    const time = {start: Math.round(span.start), end: Math.round(span.end)};
    const query = this.logQl;
    const withoutLevel = toLogQl({text: this.text, service: this.service});
    const [found, histogram, services] = await Promise.all([
      this.tail ? undefined : getJson('/console/api/logs', {query, ...time, limit: this.limit}, signal),
      getJson('/console/api/logs/histogram', {query: withoutLevel, ...time, buckets: BUCKETS}, signal),
      getJson('/console/api/logs/values', {field: 'service_name', ...time}, signal),
    ]);
    introduce(services.values.map((v) => v.value));
    this.services = services.values.map((v) => v.value).sort();
    if (found && !this.tail) {
      this.lines = found.lines;
      this.more = found.more;
      this.stats = found.stats;
    }
    this.histogram = histogram;
    this.shown = span;
  }

  // Following

  #followOrNot() {
    const wanted = this.following && !this.route.params.get('context') ? this.logQl : undefined;
    if (wanted === this.tail?.query) return;
    this.#endTail();
    if (wanted === undefined) return;
    this.dropped = 0;
    this.tail = new LogTail(wanted, (lines, dropped) => {
      this.dropped += dropped;
      this.lines = [...lines.reverse(), ...(this.lines ?? [])].slice(0, TAIL_LINES);
    });
  }

  #endTail() {
    this.tail?.close();
    this.tail = undefined;
  }

  // Doing

  #toggle(line) {
    this.open = this.open === line.id ? undefined : line.id;
    setParams({line: this.open ?? ''});
  }

  #turnLevel(level) {
    const levels = new Set(this.levels);
    if (!levels.delete(level)) levels.add(level);
    setParams({level: LEVELS.filter((l) => levels.has(l)).join(',')}, {replace: false});
  }

  async #showMore() {
    this.limit = Math.min(5000, this.limit * 2);
    await this.reload();
  }

  key(event) {
    if (event.key === 'Escape' && this.open) {
      this.#toggle({id: this.open});
      return true;
    }
    if (event.key === 'p') {
      this.#turnTail();
      return true;
    }
    return false;
  }

  #turnTail() {
    setParams({tail: this.following ? '' : 'on'});
  }

  render() {
    const context = this.route?.params.get('context');
    if (context) return html`<h1 class="sr-only">Logs</h1><log-context .lineId=${context} .route=${this.route} .range=${this.range}></log-context>`;
    return html`<h1 class="sr-only">Logs</h1>
      <div class="toolbar" role="search" aria-label="Search logs">
        <log-search .value=${this.text} .span=${this.shown ?? this.span} .wrong=${this.problem?.message} @find=${(e) => setParams({query: e.detail}, {replace: false})}></log-search>
        <select aria-label="Service" @change=${(e) => setParams({service: e.target.value}, {replace: false})}><option value="">All services</option>
          ${[...new Set([...this.services, ...(this.service ? [this.service] : [])])].map((s) => html`<option value=${s} ?selected=${s === this.service}>${s}</option>`)}</select>
        <button class="button" type="button" aria-pressed=${this.following ? 'true' : 'false'} title="p" @click=${this.#turnTail}><span class="dot ${this.following ? 'live' : ''}"></span>Live tail</button>
        <span class="count" role="status">${this.#countText()}</span>
      </div>
      ${this.problem ? html`<div class="notice bad" role="alert">${this.problem.message}</div>` : nothing}
      <section class="card" aria-label="Lines by level over time"><div class="histogram">${this.#levels()}${this.#histogram()}</div></section>
      ${this.#list()}`;
  }

  #countText() {
    if (!this.lines) return '';
    if (this.following) return `following${this.dropped ? `, ${plural(this.dropped, 'line')} came too fast` : ''}`;
    const all = this.histogram && (this.levels.length ? this.levels.reduce((sum, l) => sum + this.#linesOf(l), 0) : this.histogram.total);
    const of = all > this.lines.length ? ` of ${count(all)}` : '';
    return `${count(this.lines.length)}${of} lines`;
  }

  #linesOf(level) {
    return (this.histogram?.levels[level] ?? []).reduce((a, b) => a + b, 0);
  }

  #levels() {
    const total = (level) => this.#linesOf(level);
    const chosen = this.levels;
    return html`<div class="levels" role="group" aria-label="Levels">${LEVELS.filter((l) => total(l) || chosen.includes(l)).map((l) => html`<button type="button" class="level-chip" aria-pressed=${chosen.includes(l) ? 'true' : 'false'}
      title="${exact(total(l))} lines" ${vars({'--c': COLOURS[l]})} @click=${() => this.#turnLevel(l)}><i></i>${l} <b class="num">${count(total(l))}</b></button>`)}</div>`;
  }

  #histogram() {
    const h = this.histogram;
    const chosen = this.levels;
    const series = h ? [...LEVELS].reverse().filter((l) => h.levels[l] && (!chosen.length || chosen.includes(l)))
      .map((l) => ({name: l, type: 'bar', color: COLOURS[l], points: h.levels[l].map((n, i) => [h.start_millis + (i + 0.5) * h.step_millis, n])})) : [];
    return html`<time-chart label="Log lines by level" legend="hidden" stack="normal" .series=${series} .range=${this.shown ?? this.span} .message=${h ? undefined : ' '}></time-chart>`;
  }

  #list() {
    if (!this.lines) return html`<div class="card log-card"><p class="none">${this.problem ? '' : 'Loading…'}</p></div>`;
    if (!this.lines.length) {
      return html`<div class="card log-card"><p class="none">${this.following ? 'Waiting for the next line.' : html`No kept line of this time matches.
        <button class="button" type="button" @click=${() => setParams({from: 'now-30d', to: ''}, {replace: false})}>Look further back</button>`}</p></div>`;
    }
    return html`<div class="card log-card"><ol class="lines" aria-label="Log lines, newest first">${repeat(this.lines, (l) => l.id, (l) => logRow(l, {open: this.open === l.id, actions: this.actions}))}</ol>
      ${this.more && !this.following ? html`<p class="more-lines"><button class="button plain" type="button" @click=${this.#showMore}>Show more lines</button></p>` : nothing}</div>`;
  }
}

customElements.define('logs-page', LogsPage);
