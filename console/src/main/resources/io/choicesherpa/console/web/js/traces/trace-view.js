import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {getJson, Refused} from '../base/api.js';
import {count, duration, moment, plural} from '../base/format.js';
import * as icons from '../base/icons.js';
import {answered} from '../base/connection.js';
import {live} from '../base/live.js';
import {colourOf, introduce} from '../base/palette.js';
import {href, setPath} from '../base/router.js';
import {copyButton} from './copy-button.js';
import {listAddress} from './trace-filter.js';
import {statusOf} from './status.js';
import {vars} from '../base/vars.js';
import './log-lines.js';
import './waterfall.js';

/** A trace that has been silent for so long is taken to be whole. */
const SETTLED_MILLIS = 5000;

/** One trace: its spans against time, and its log lines beside them. */
class TraceView extends LightElement {
  static properties = {
    traceId: {attribute: false},
    spanId: {attribute: false},
    trace: {state: true},
    logs: {state: true},
    gone: {state: true},
    selected: {state: true},
    openLine: {state: true},
    arriving: {state: true},
    linkedFrom: {state: true},
  };

  disconnectedCallback() {
    super.disconnectedCallback();
    live.leave(this);
    this.request?.abort();
    clearTimeout(this.settling);
    document.title = 'Choice Sherpa Console';
  }

  willUpdate(changed) {
    if (changed.has('traceId')) {
      this.trace = this.logs = this.gone = this.openLine = this.versions = this.linkedFrom = undefined;
      this.selected = this.spanId;
      window.scrollTo({top: 0});
      this.reload();
    } else if (changed.has('spanId')) {
      this.selected = this.spanId;
    }
  }

  params() {
    return {trace: this.traceId, text: this.traceId};
  }

  async reload() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    try {
      await this.#fetch(request.signal);
      answered();
      live.open(this);
    } catch (failure) {
      if (request.signal.aborted) return;
      if (failure instanceof Refused) {
        this.gone = failure;
        answered();
      } else {
        live.lost(this);
      }
    }
  }

  async #fetch(signal) {
    const path = `/console/api/traces/${encodeURIComponent(this.traceId)}`;
    const [trace, logs] = await Promise.all([
      getJson(path, {}, signal).catch((failure) => {
        if (failure instanceof Refused && failure.status === 404) return failure;
        throw failure;
      }),
      getJson(`${path}/logs`, {}, signal),
    ]);
    this.logs = logs;
    if (trace instanceof Refused) {
      // What is on the screen stays there, with a word that it has gone.
      this.gone = trace;
      return;
    }
    introduce(trace.services);
    this.gone = undefined;
    if (!this.trace) this.#fetchLinks(path, signal);
    this.trace = trace;
    document.title = `${trace.summary.name} – Choice Sherpa Console`;
    this.#settle();
  }

  /** Once for a trace: the console looks through many for it. */
  async #fetchLinks(path, signal) {
    try {
      this.linkedFrom = (await getJson(`${path}/links`, {}, signal)).links;
    } catch {
      this.linkedFrom = []; // the trace itself tells of a lost connection
    }
  }

  #settle() {
    clearTimeout(this.settling);
    const age = Date.now() - this.trace.summary.last_arrival_millis;
    this.arriving = age < SETTLED_MILLIS;
    if (this.arriving) this.settling = setTimeout(() => this.#settle(), SETTLED_MILLIS - age + 50);
  }

  receive(event, data) {
    if (event === 'trace') this.#changed(data);
  }

  async #changed(versions) {
    const known = this.versions ?? {version: this.trace?.summary.version ?? 0, log_arrivals: this.logs?.arrivals};
    this.versions = versions;
    if (known.version === versions.version && known.log_arrivals === versions.log_arrivals) return;
    try {
      await this.#fetch(this.request.signal);
    } catch {
      // the stream itself tells of a lost connection
    }
  }

  /** Keys that the shell hands on. */
  key(event) {
    if (event.key === 'Escape') {
      if (this.selected || this.openLine !== undefined) {
        this.#selectSpan(null);
      } else {
        location.hash = listAddress();
      }
    } else if (event.key === 'j' || event.key === 'k') {
      this.querySelector('span-waterfall')?.focusFirst();
    } else if (event.key === '/') {
      location.hash = listAddress();
    } else {
      return false;
    }
    return true;
  }

  #selectSpan(spanId) {
    this.selected = spanId ?? undefined;
    this.openLine = undefined;
    setPath(['traces', this.traceId, ...(spanId ? [spanId] : [])]);
  }

  #selectLine(choice) {
    this.openLine = choice?.line;
    this.selected = undefined;
    this.litSpan = choice?.spanId;
    if (choice?.spanId) this.querySelector('span-waterfall').reveal(choice.spanId);
  }

  render() {
    if (!this.trace) return this.gone ? this.#gone() : this.#loading();
    return html`${this.#head(this.trace.summary)}
      <div class="panes ${this.logs?.logs.length === 0 ? 'alone' : ''}">
        <span-waterfall .trace=${this.trace} .selected=${this.selected} .lit=${this.openLine === undefined ? undefined : this.litSpan}
          @select=${(e) => this.#selectSpan(e.detail)}></span-waterfall>
        <log-lines .logs=${this.logs?.logs} ?more=${this.logs?.more} .startMillis=${this.trace.summary.start_millis}
          .selectedSpan=${this.selected ?? (this.openLine === undefined ? undefined : this.litSpan)} .open=${this.openLine}
          @select=${(e) => this.#selectLine(e.detail)}></log-lines>
      </div>`;
  }

  #head(s) {
    return html`<div class="trace-head">
      <nav class="crumbs" aria-label="Way back"><a class="button plain" href=${listAddress()}>${icons.back} Traces</a>
        <span class="id">${this.traceId}</span>
        ${copyButton('Copy id', () => this.traceId)}
        ${copyButton('Copy link', () => location.origin + location.pathname + href(['traces', this.traceId, ...(this.selected ? [this.selected] : [])]))}
        <a class="button plain" href="/api/traces/${this.traceId}" target="_blank" rel="noopener">JSON</a></nav>
      <h1>${s.name}</h1>
      <div class="facts">
        <span>${statusOf(s)}</span>
        <span><b>${duration(s.duration_millis)}</b></span>
        <span title="Start">${moment(s.start_millis)}</span>
        <span><b>${count(s.span_count)}</b> ${s.span_count === 1 ? 'span' : 'spans'}</span>
        ${s.error_count ? html`<span class="bad"><b>${count(s.error_count)}</b> failed</span>` : nothing}
        ${Object.entries(s.services).map(([name, n]) => html`<span class="chip" ${vars({'--service': colourOf(name)})}>${name} <span>${count(n)}</span></span>`)}
      </div>
      ${this.linkedFrom?.length ? html`<p class="linked-from">Linked from ${this.linkedFrom.map((l) => html`<a href=${href(['traces', l.trace_id, l.span_id])} title=${moment(l.start_millis)}>${l.name}</a> `)}</p>` : nothing}
      <div class="marks" role="status">${this.#marks(s)}</div>
    </div>`;
  }

  #marks(s) {
    return html`${this.gone ? html`<span class="mark warn">no longer kept: it was evicted to make room</span>` : nothing}
      ${this.arriving ? html`<span class="mark">spans may still be arriving</span>` : nothing}
      ${s.root_arrived ? nothing : html`<span class="mark warn">its first span has not arrived</span>`}
      ${s.missing_parents ? html`<span class="mark warn">${plural(s.missing_parents, 'span')} without ${s.missing_parents === 1 ? 'its' : 'their'} parent</span>` : nothing}
      ${s.partly_evicted ? html`<span class="mark warn">earlier spans of it were evicted</span>` : nothing}`;
  }

  #loading() {
    return html`<div class="trace-head" aria-busy="true"><p class="none">Loading the trace…</p></div>`;
  }

  #gone() {
    const title =
      this.gone.state === 'evicted' ? 'This trace has been evicted' : this.gone.state === 'unknown' ? 'No such trace' : 'This is no trace';
    const why =
      this.gone.state === 'evicted'
        ? 'It was kept here and had to make room for newer ones. A larger CONSOLE_TRACE_BYTES keeps more.'
        : this.gone.state === 'unknown'
          ? 'None of its spans has come here: it may not have been sampled, or may still be on its way. This page shows it as soon as it arrives.'
          : this.gone.message;
    const logs = this.logs?.logs ?? [];
    return html`<section class="empty" aria-labelledby="gone-title"><h1 id="gone-title">${title}</h1>
        <p>${why}</p><p><code>${this.traceId}</code></p><p><a class="button" href=${listAddress()}>${icons.back} Recent traces</a></p></section>
      ${logs.length ? html`<log-lines .logs=${logs} .startMillis=${logs[0].time_millis} .open=${this.openLine} @select=${(e) => (this.openLine = e.detail?.line)}></log-lines>` : nothing}`;
  }
}

customElements.define('trace-view', TraceView);
