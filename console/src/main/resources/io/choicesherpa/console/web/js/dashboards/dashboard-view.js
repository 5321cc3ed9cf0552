import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {orNull, rangeQuery, targets} from '../base/prom.js';
import {LightElement} from '../base/light-element.js';
import {stepFor} from '../base/time-range.js';
import {vars} from '../base/vars.js';
import {sections} from './model.js';
import {variableBar} from './variable-bar.js';
import {interpolate, resolveVariables, scopeOf} from './variables.js';
import './panel-view.js';

const DEFAULT_SCRAPE_SECONDS = 15;

/** One dashboard, drawn from Grafana's JSON. `span` and `tick` are the page's. */
class DashboardView extends LightElement {
  static properties = {dashboard: {attribute: false}, route: {attribute: false}, span: {attribute: false}, tick: {attribute: false}, context: {state: true}, folded: {state: true}};

  constructor() {
    super();
    this.folded = new Map();
  }

  willUpdate(changed) {
    if (['dashboard', 'route', 'span', 'tick'].some((name) => changed.has(name))) this.#prepare();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.request?.abort();
  }

  /** What all panels share is fetched once: variables, the scrape interval, annotations. */
  async #prepare() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    const {dashboard, span} = this;
    try {
      this.scrapeSeconds ??= await scrapeSeconds(request.signal);
      const variables = await resolveVariables(dashboard, this.route.params, span, request.signal);
      const scope = scopeOf(variables, span, {step: stepFor(span), scrapeSeconds: this.scrapeSeconds});
      const regions = await annotations(dashboard, scope, span, request.signal);
      if (!request.signal.aborted) this.context = {span, variables, scrapeSeconds: this.scrapeSeconds, regions};
    } catch (failure) {
      if (!request.signal.aborted) throw failure;
    }
  }

  render() {
    const {dashboard, context} = this;
    if (!context) return html`<p class="none">Loading…</p>`;
    return html`${variableBar(context.variables)}
      ${sections(dashboard).map((section) => this.#section(section))}`;
  }

  #section({row, panels}) {
    const key = row?.id ?? row?.title ?? '';
    const folded = this.folded.get(key) ?? Boolean(row?.collapsed);
    const title = row && interpolate(row.title ?? '', scopeOf(this.context.variables, this.context.span, {step: 60, scrapeSeconds: this.scrapeSeconds}), 'raw');
    return html`${row ? html`<h2 class="dash-row"><button type="button" aria-expanded=${folded ? 'false' : 'true'} @click=${() => (this.folded = new Map(this.folded).set(key, !folded))}>${title}${folded ? html` <small>${panels.length} panels</small>` : nothing}</button></h2>` : nothing}
      ${folded ? nothing : html`<div class="dash-grid">${repeat(panels, (p) => p.id, (p) => html`<dash-panel .panel=${p} .context=${this.context}
        ${vars({'--x': p.place.x + 1, '--y': p.place.y + 1, '--w': p.place.w, '--h': p.place.h})}></dash-panel>`)}</div>`}`;
  }
}

async function scrapeSeconds(signal) {
  const known = await orNull(targets(signal));
  const seconds = (known?.activeTargets ?? []).map((t) => Number.parseFloat(t.scrapeInterval)).filter(Number.isFinite);
  return seconds.length ? Math.max(1, Math.min(...seconds)) : DEFAULT_SCRAPE_SECONDS;
}

/** Stretches of time in which an annotation's series are there. */
async function annotations(dashboard, scope, span, signal) {
  const wanted = (dashboard.annotations?.list ?? []).filter((a) => a.enable !== false && a.expr);
  const step = stepFor(span, 120);
  const found = await Promise.all(wanted.map(async (a) => {
    const answer = await orNull(rangeQuery(interpolate(a.expr, scope), span, step, signal));
    return (answer?.series ?? []).flatMap((s) => stretches(s.points, step * 1000).map(([start, end]) => ({start, end, label: label(a, s.labels), color: a.iconColor === 'red' ? 'var(--named-red)' : 'var(--named-blue)'})));
  }));
  return united(found.flat());
}

/** Of what one alert's series cover, each time once: grounds that lie on each other hide the lines. */
export function united(regions) {
  const all = [];
  for (const r of [...regions].sort((a, b) => a.start - b.start)) {
    const before = all.find((o) => o.label === r.label && o.color === r.color && r.start <= o.end);
    if (before) before.end = Math.max(before.end, r.end);
    else all.push({...r});
  }
  return all;
}

const label = (annotation, labels) => (annotation.titleFormat ?? annotation.name ?? '').replace(/\{\{\s*(\w+)\s*\}\}/g, (all, name) => labels[name] ?? '');

function stretches(points, step) {
  const all = [];
  for (const [time, value] of points) {
    if (value === null) continue;
    const last = all.at(-1);
    if (last && time - last[1] <= step * 1.5) last[1] = time;
    else all.push([time, time]);
  }
  return all.map(([start, end]) => [start, end + step]);
}

customElements.define('dashboard-view', DashboardView);
