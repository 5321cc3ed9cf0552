import {html, nothing} from 'lit';
import {getJson} from '../base/api.js';
import {PageElement} from '../base/page-element.js';
import {alerts, exemplars, ifOffered, metadata, orNull, rangeQuery, scalarQuery} from '../base/prom.js';
import {href} from '../base/router.js';
import {sparkline} from '../base/sparkline.js';
import {stepFor} from '../base/time-range.js';
import {formatValue} from '../base/units.js';
import {alertsCard, errorsCard, intakeCard, slowestCard} from './overview-cards.js';
import {flavourOf, healthQueries, secondsOfToday} from './health-queries.js';
import '../chart/time-chart.js';

const SLOWEST = 6;
const NEWEST_ERRORS = 6;
/** From here on a figure is coloured: the thresholds of the alerts of the same name. */
const ERROR_SHARE_BAD = 0.05;
const P95_BAD_SECONDS = 2;
const COLOURS = {'1xx': 'var(--series-9)', '2xx': 'var(--series-0)', '3xx': 'var(--series-6)', '4xx': 'var(--named-yellow)', '5xx': 'var(--named-red)'};

/** How the service is, at one look; each figure leads on. */
class OverviewPage extends PageElement {
  static properties = {data: {state: true}};

  async load(signal) {
    const span = this.span;
    const step = stepFor(span, 120);
    const window = `${Math.max(60, step * 4)}s`;
    this.names ??= await orNull(metadata(signal));
    if (this.names && !Object.keys(this.names).length) this.names = undefined; // nothing was scraped yet
    const q = healthQueries(flavourOf(new Set(Object.keys(this.names ?? {}))), window);
    const cost = q.cost(secondsOfToday(span.end));
    const range = (query) => orNull(rangeQuery(query, span, step, signal));
    const [requests, errors, p50, p95, p99, byStatus, sessions, costToday, slow, firing, failures, slowest, overview] = await Promise.all([
      range(q.requests), range(q.errors), range(q.p50), range(q.p95), range(q.p99), range(q.byStatus), range(q.sessions),
      orNull(scalarQuery(cost, span.end, signal)),
      orNull(exemplars(q.durations, span, signal)),
      ifOffered(alerts(signal)),
      ifOffered(getJson('/console/api/errors', {limit: NEWEST_ERRORS}, signal)),
      getJson('/console/api/traces', {order: 'slowest', limit: SLOWEST, start: Math.round(span.start), end: Math.round(span.end)}, signal),
      getJson('/console/api/overview', {}, signal),
    ]);
    this.data = {span, q, cost, requests, errors, p50, p95, p99, byStatus, sessions, costToday, slow: slow ?? [], firing, failures, slowest: slowest.traces, overview};
  }

  render() {
    const d = this.data;
    return html`<h1 class="sr-only">Overview</h1>
      ${this.problem ? html`<div class="notice bad" role="alert">${this.problem.message}</div>` : nothing}
      <div class="tiles" aria-busy=${d ? 'false' : 'true'}>
        ${tile('Requests', 'reqps', d?.requests, d?.q.requests)}
        ${tile('Errors', 'percentunit', d?.errors, d?.q.errors, (v) => v >= ERROR_SHARE_BAD)}
        ${tile('p95 latency', 's', d?.p95, d?.q.p95, (v) => v >= P95_BAD_SECONDS)}
        ${tile('Active sessions', 'short', d?.sessions, d?.q.sessions)}
        ${tile('AI cost today', 'currencyUSD', d && {series: [], value: d.costToday}, d?.cost)}
      </div>
      ${d ? this.#body(d) : nothing}`;
  }

  #body(d) {
    const line = (answer, name, color, more) => (answer?.series.length ? [{name, points: answer.series[0].points, color, ...more}] : []);
    const latency = [...line(d.p50, 'p50', 'var(--series-6)'), ...line(d.p95, 'p95', 'var(--series-0)'), ...line(d.p99, 'p99', 'var(--series-1)')];
    const classes = (d.byStatus?.series ?? []).map((s) => ({name: s.labels.class || 'other', points: s.points, color: COLOURS[s.labels.class]}))
      .sort((a, b) => a.name.localeCompare(b.name));
    return html`<div class="grid two overview-charts">
        <section class="card" aria-labelledby="requests-title"><header><h2 id="requests-title">Requests by status</h2>${explore(d.q.byStatus)}</header>
          <div class="body"><time-chart label="Requests by status" unit="reqps" stack="normal" .series=${classes} .range=${d.span} .legendValues=${['lastNotNull']}></time-chart></div></section>
        <section class="card" aria-labelledby="latency-title"><header><h2 id="latency-title">Latency</h2>${explore(d.q.p95)}</header>
          <div class="body"><time-chart label="Latency" unit="s" .series=${latency} .range=${d.span} .exemplars=${d.slow} .legendValues=${['lastNotNull']}></time-chart></div></section>
      </div>
      <div class="grid two">
        <div class="stack">${alertsCard(d.firing)} ${slowestCard(d.slowest)}</div>
        <div class="stack">${errorsCard(d.failures)} ${intakeCard(d.overview)}</div>
      </div>`;
  }
}

const explore = (query) => html`<span class="end"><a href=${href(['metrics'], {expr: query})}>Explore</a></span>`;

function tile(title, unit, answer, query, isBad) {
  const points = answer?.series[0]?.points ?? [];
  const value = answer?.value ?? points.findLast((p) => p[1] !== null)?.[1] ?? null;
  return html`<a class="tile ${value !== null && isBad?.(value) ? 'bad' : ''}" href=${href(['metrics'], {expr: query})}>
    <span class="title">${title}</span><strong class="num">${answer ? formatValue(value, unit) : ' '}</strong>
    ${sparkline(points.map((p) => p[1]).filter((v) => v !== null), `${title} over the time looked at`)}</a>`;
}

customElements.define('overview-page', OverviewPage);
