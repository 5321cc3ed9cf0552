import {html, nothing} from 'lit';
import {getJson} from '../base/api.js';
import {ago, bytes, count, duration, exact} from '../base/format.js';
import {PageElement} from '../base/page-element.js';
import {ifOffered, targets} from '../base/prom.js';
import {vars} from '../base/vars.js';

/** From here on a store counts as full: it lets go of the oldest for the newest. */
const FULL = 0.9;

const SIGNALS = [['traces', 'Spans'], ['logs', 'Log records'], ['metrics', 'Metric points']];
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
      <div class="grid two">${this.#receivers(o)} <div class="stack">${this.#journals(o)} ${this.#ways(o)}</div></div>
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
    const refused = ([key, title, why]) => html`<tr><td>${title}<div class="small muted">${why}</div></td><td class="num ${receivers[key] ? 'bad-text' : 'muted'}"><b>${exact(receivers[key])}</b></td></tr>`;
    return html`<section class="card" aria-labelledby="receivers-title"><header><h2 id="receivers-title">OTLP receivers</h2><span>${count(receivers.requests)} requests</span></header>
      <table class="list"><thead><tr><th scope="col">Signal</th><th scope="col" class="num">Requests</th><th scope="col" class="num">Accepted</th><th scope="col" class="num">Refused</th></tr></thead>
        <tbody>${SIGNALS.filter(([key]) => receivers[key]).map(([key, title]) => html`<tr><td>${title}</td><td class="num">${count(receivers[key].requests)}</td><td class="num">${count(receivers[key].accepted)}</td>
          <td class="num ${receivers[key].refused ? 'bad-text' : 'muted'}">${count(receivers[key].refused)}</td></tr>`)}</tbody></table>
      <table class="list"><tbody>${REFUSED.map(refused)}</tbody></table></section>`;
  }

  #ways(o) {
    const host = location.hostname;
    const ways = [['OTLP over gRPC', `http://${host}:${o.otlp_grpc_port}`], ['OTLP over HTTP', `http://${host}:${o.otlp_http_port}`], ['Prometheus API', `${location.origin}`], ['Jaeger and Loki API', `${location.origin}`]];
    return html`<section class="card" aria-labelledby="ways-title"><header><h2 id="ways-title">Addresses</h2></header>
      <table class="list"><tbody>${ways.map(([title, address]) => html`<tr><td>${title}</td><td class="mono">${address}</td></tr>`)}</tbody></table></section>`;
  }

  /** What is on the disk, so that a restart resumes. */
  #journals({journals, recovering}) {
    const all = Object.entries(journals ?? {});
    return html`<section class="card" aria-labelledby="journals-title"><header><h2 id="journals-title">Journals</h2><span>${recovering ? 'being read back' : all.length ? 'a restart resumes from them' : ''}</span></header>
      ${all.length
        ? html`<table class="list"><thead><tr><th scope="col">Journal</th><th scope="col" class="num">On disk</th><th scope="col" class="num">Segments</th><th scope="col" class="num">Records</th><th scope="col" class="num">Dropped</th><th scope="col" class="num">Damaged</th></tr></thead>
          <tbody>${all.map(([name, j]) => html`<tr><td>${name}</td><td class="num">${bytes(j.held_bytes)}</td><td class="num">${count(j.segments)}</td><td class="num">${count(j.appended_records)}</td>
            <td class="num ${j.dropped_records ? 'bad-text' : 'muted'}">${count(j.dropped_records)}</td><td class="num ${j.damaged_bytes ? 'bad-text' : 'muted'}">${bytes(j.damaged_bytes)}</td></tr>`)}</tbody></table>`
        : html`<p class="none">Memory only: what is kept is lost at the end. <code>CONSOLE_DATA_DIR</code> names where it may be written.</p>`}</section>`;
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
