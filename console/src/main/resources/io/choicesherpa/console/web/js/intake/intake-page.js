import {html, nothing} from 'lit';
import {getJson} from '../base/api.js';
import {ago, bytes, count, duration, exact} from '../base/format.js';
import {PageElement} from '../base/page-element.js';
import {ifOffered, targets} from '../base/prom.js';
import {vars} from '../base/vars.js';

/** From here on a store counts as full: it lets go of the oldest for the newest. */
const FULL = 0.9;

const RECEIVED = [
  ['requests', 'Requests taken', 'OTLP requests that were accepted, whole or in part'],
  ['metric_points_not_kept', 'Metric points not kept', 'Data points by OTLP that the console does not keep'],
];
const REFUSED = [
  ['malformed', 'Malformed', 'Requests that are no OTLP'],
  ['too_large', 'Too large', 'Requests past the configured size'],
  ['overloaded', 'While too busy', 'Requests turned away; senders try again'],
  ['invalid_spans', 'Spans without valid ids', 'Dropped from requests that were otherwise taken'],
];

/** What the console itself receives, keeps and lets go. */
class IntakePage extends PageElement {
  static properties = {overview: {state: true}, targets: {state: true}};

  inputs() {
    return '';
  }

  async load(signal) {
    const [overview, list] = await Promise.all([getJson('/console/api/overview', {}, signal), ifOffered(targets(signal))]);
    this.overview = overview;
    this.targets = list?.activeTargets ?? [];
  }

  render() {
    const o = this.overview;
    if (!o) return html`<p class="none">Loading…</p>`;
    return html`<h1 class="sr-only">Intake</h1><div class="stack">
      ${this.#stores(o)}
      <div class="grid two">${this.#receivers(o)} ${this.#ways(o)}</div>
      ${this.#targets()}</div>`;
  }

  #stores(o) {
    const rows = [['Spans', o.spans, `${count(o.traces_held)} traces, ${count(o.traces_evicted)} evicted`], ['Log lines', o.logs, ''], ['Samples', o.samples, `${count(o.series_held)} series`]];
    return html`<section class="card" aria-labelledby="stores-title"><header><h2 id="stores-title">Stores</h2><span>the oldest makes room for the newest</span></header>
      <div class="scroll"><table class="list"><thead><tr><th scope="col">What</th><th scope="col" class="num">Received</th><th scope="col" class="num">Held</th><th scope="col" class="num">Evicted</th><th scope="col" class="num">Refused</th><th scope="col">Memory</th></tr></thead>
      <tbody>${rows.map(([name, f, note]) => this.#store(name, f, note))}</tbody></table></div></section>`;
  }

  #store(name, f, note) {
    const share = f.cap_bytes ? f.held_bytes / f.cap_bytes : 0;
    return html`<tr><td><b>${name}</b>${note ? html`<div class="small muted">${note}</div>` : nothing}</td>
      <td class="num" title=${exact(f.received)}>${count(f.received)}</td><td class="num" title=${exact(f.held)}>${count(f.held)}</td>
      <td class="num ${f.evicted ? '' : 'muted'}" title=${exact(f.evicted)}>${count(f.evicted)}</td><td class="num ${f.refused ? 'bad-text' : 'muted'}" title=${exact(f.refused)}>${count(f.refused)}</td>
      <td class="fill-cell"><span class="fill ${share > FULL ? 'full' : ''}"><i ${vars({'--share': `${Math.min(100, share * 100)}%`})}></i></span><div class="small muted">${bytes(f.held_bytes)} of ${bytes(f.cap_bytes)}</div></td></tr>`;
  }

  #receivers({receivers}) {
    const row = (bad) => ([key, title, why]) => (receivers[key] === undefined ? nothing : html`<tr><td>${title}<div class="small muted">${why}</div></td><td class="num ${receivers[key] ? (bad ? 'bad-text' : '') : 'muted'}"><b>${exact(receivers[key])}</b></td></tr>`);
    return html`<section class="card" aria-labelledby="receivers-title"><header><h2 id="receivers-title">Receivers</h2></header>
      <table class="list"><tbody>${RECEIVED.map(row(false))}${REFUSED.map(row(true))}</tbody></table></section>`;
  }

  #ways(o) {
    const host = location.hostname;
    const ways = [['OTLP over gRPC', `http://${host}:${o.otlp_grpc_port}`], ['OTLP over HTTP', `http://${host}:${o.otlp_http_port}`], ['Prometheus API', `${location.origin}`], ['Jaeger and Loki API', `${location.origin}`]];
    return html`<section class="card" aria-labelledby="ways-title"><header><h2 id="ways-title">Addresses</h2></header>
      <table class="list"><tbody>${ways.map(([title, address]) => html`<tr><td>${title}</td><td class="mono">${address}</td></tr>`)}</tbody></table>${this.#journal(o.journal)}</section>`;
  }

  /** Absent where nothing is written to disk. */
  #journal(journal) {
    if (!journal) return nothing;
    const rows = [['Journal', journal.folder ?? 'none: what is kept is lost at the end'], ['On disk', journal.held_bytes === undefined ? undefined : bytes(journal.held_bytes)],
      ['Read back at the start', journal.restored === undefined ? undefined : count(journal.restored)], ['Failure', journal.failure]];
    return html`<table class="list"><tbody>${rows.filter(([, v]) => v !== undefined && v !== '').map(([k, v]) => html`<tr><td>${k}</td><td class="mono ${k === 'Failure' ? 'bad-text' : ''}">${v}</td></tr>`)}</tbody></table>`;
  }

  #targets() {
    return html`<section class="card" aria-labelledby="targets-title"><header><h2 id="targets-title">Scrape targets</h2></header>${this.targets.length
      ? html`<div class="scroll"><table class="list"><thead><tr><th scope="col">State</th><th scope="col">Job</th><th scope="col">Address</th><th scope="col" class="num">Last scrape</th><th scope="col" class="num">Took</th><th scope="col" class="num">Every</th></tr></thead>
        <tbody>${this.targets.map((t) => this.#target(t))}</tbody></table></div>`
      : html`<p class="none">Nothing is scraped. <code>CONSOLE_SCRAPE_TARGETS</code> names what should be.</p>`}</section>`;
  }

  #target(t) {
    const last = Date.parse(t.lastScrape);
    const samples = this.overview.targets.find((o) => o.job === t.scrapePool && o.instance === t.labels.instance)?.samples;
    return html`<tr><td class="tight"><span class="badge ${t.health}">${t.health}</span></td><td><b>${t.labels.job}</b><div class="small muted">${samples === undefined ? '' : `${count(samples)} samples a scrape`}</div></td>
      <td class="mono">${t.scrapeUrl}${t.lastError ? html`<div class="small bad-text">${t.lastError}</div>` : nothing}</td>
      <td class="num">${last > 0 ? ago(last) : 'never'}</td><td class="num">${last > 0 ? duration(t.lastScrapeDuration * 1000) : ''}</td><td class="num">${t.scrapeInterval}</td></tr>`;
  }
}

customElements.define('intake-page', IntakePage);
