import {html, nothing} from 'lit';
import {getJson, Refused} from '../base/api.js';
import {ago, count, moment} from '../base/format.js';
import * as icons from '../base/icons.js';
import {PageElement} from '../base/page-element.js';
import {href} from '../base/router.js';
import {logRow} from '../logs/log-row.js';
import {shortType} from './error-names.js';
import '../chart/time-chart.js';

/** One error: how often and when, where from, and what led to it. */
class ErrorView extends PageElement {
  static properties = {fingerprint: {}, error: {state: true}, open: {state: true}};

  inputs() {
    return this.fingerprint;
  }

  async load(signal) {
    this.error = await getJson(`/console/api/errors/${encodeURIComponent(this.fingerprint)}`, {}, signal);
  }

  render() {
    const e = this.error;
    const back = html`<nav class="crumbs" aria-label="Way back"><a class="button plain" href=${href(['errors'])}>${icons.back} Errors</a><span class="id">${this.fingerprint}</span></nav>`;
    if (this.problem instanceof Refused) return html`${back}<section class="unavailable"><h2>This error is not kept here</h2><p>${this.problem.message}</p></section>`;
    if (!e) return html`${back}<p class="none">Loading…</p>`;
    return html`<div class="trace-head">${back}<h1>${shortType(e.type, e.logger)}</h1><p class="lead">${e.message}</p>
        <div class="facts">${e.type ? html`<span class="mono">${e.type}</span>` : nothing}<span><b>${count(e.count)}</b> ${e.count === 1 ? 'time' : 'times'}</span>
          <span title=${moment(e.first_seen_millis)}>first <b>${ago(e.first_seen_millis)}</b></span><span title=${moment(e.last_seen_millis)}>last <b>${ago(e.last_seen_millis)}</b></span>
          ${Object.entries(e.services).map(([s, n]) => html`<span>${s} ${count(n)}</span>`)}</div></div>
      <div class="grid alert-grid"><div class="stack">
          <section class="card" aria-labelledby="when-title"><header><h2 id="when-title">When</h2></header><div class="body error-chart">${this.#when(e)}</div></section>
          ${e.stack ? html`<section class="card" aria-labelledby="stack-title"><header><h2 id="stack-title">Stack</h2></header><div class="body"><pre class="stack-trace" tabindex="0">${stack(e.stack)}</pre></div></section>` : nothing}
        </div><div class="stack">
          <section class="card" aria-labelledby="traces-title"><header><h2 id="traces-title">Traces with it</h2></header>${e.trace_ids.length
            ? html`<table class="list"><tbody>${e.trace_ids.map((id) => html`<tr class="opens"><td><a data-row class="mono" href=${href(['traces', id])}>${id}</a></td></tr>`)}</tbody></table>`
            : html`<p class="none">None of its lines carries a trace's id.</p>`}</section>
          ${e.example ? html`<section class="card log-card" aria-labelledby="example-title"><header><h2 id="example-title">Newest line</h2></header>
            <ol class="lines">${logRow(e.example, {open: this.open !== false, actions: {error: false, toggle: () => (this.open = this.open === false)}})}</ol></section>` : nothing}
        </div></div>`;
  }

  #when({histogram: h}) {
    if (!h) return nothing;
    const series = [{name: 'errors', type: 'bar', color: 'var(--named-red)', points: h.counts.map((n, i) => [h.start_millis + (i + 0.5) * h.step_millis, n])}];
    const end = h.start_millis + h.step_millis * h.counts.length;
    return html`<time-chart label="Times this error was logged" legend="hidden" .series=${series} .range=${{start: h.start_millis, end: Math.max(end, h.start_millis + 60_000)}}></time-chart>`;
  }
}

/** Own frames stand out from those of the libraries under them. */
function stack(text) {
  return text.split('\n').map((line) => html`<span class=${/^\s+at (java|jdk|sun|org\.(springframework|apache|hibernate)|io\.(netty|micrometer)|com\.(sun|zaxxer|fasterxml))/.test(line) ? 'library' : /^\s+at /.test(line) ? 'own' : 'head'}>${line}${'\n'}</span>`);
}

customElements.define('error-view', ErrorView);
