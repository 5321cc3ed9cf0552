import {html, nothing} from 'lit';
import {Refused, Unreachable} from '../base/api.js';
import {LightElement} from '../base/light-element.js';
import {QueryError} from '../base/prom.js';
import {parseTime, stepFor} from '../base/time-range.js';
import {linkOf} from './links.js';
import {barChart} from './panels/bar-chart.js';
import {logs, traces} from './panels/found.js';
import {gauge} from './panels/gauge.js';
import {heatmap} from './panels/heatmap.js';
import {pieChart} from './panels/pie-chart.js';
import {barGauge, stat} from './panels/single.js';
import {table} from './panels/table.js';
import {text} from './panels/text.js';
import {timeseries} from './panels/timeseries.js';
import {runQueries} from './queries.js';
import {unsupportedOf} from './supported.js';
import {transformed} from './transform.js';
import {interpolate, scopeOf} from './variables.js';

const PANELS = {timeseries, stat, gauge, bargauge: barGauge, barchart: barChart, table, heatmap, piechart: pieChart, logs, traces, text};
const FOUND = {traces, lines: logs};
/** A point for about so many pixels. */
const PIXELS_PER_POINT = 4;

/** A panel may have a time of its own: another beginning, or all of it earlier. */
function spanOf({timeFrom, timeShift}, span) {
  const start = timeFrom ? parseTime(timeFrom.startsWith('now') ? timeFrom : `now-${timeFrom}`, span.end) : null;
  const own = {start: start ?? span.start, end: span.end};
  const shift = timeShift ? span.end - (parseTime(`now-${timeShift}`, span.end) ?? span.end) : 0;
  return {start: own.start - shift, end: own.end - shift};
}

/**
 * One panel. It fetches for itself, and only while it can be seen. `context`: `{span, variables,
 * scrapeSeconds, regions, tick}`, a new one for each refresh.
 */
class DashPanel extends LightElement {
  static properties = {panel: {attribute: false}, context: {attribute: false}, frames: {state: true}, problem: {state: true}, notes: {state: true}, busy: {state: true}, open: {state: true}};

  constructor() {
    super();
    this.notes = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.sight = new IntersectionObserver(([entry]) => {
      this.seen = entry.isIntersecting;
      if (this.seen) this.#load();
    }, {rootMargin: '200px'});
    this.sight.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sight.disconnect();
    this.request?.abort();
    this.loadedFor = undefined;
  }

  willUpdate(changed) {
    if (changed.has('context') || changed.has('panel')) this.#load();
  }

  async #load() {
    if (!this.seen || !this.context || this.loadedFor === this.context) return;
    this.loadedFor = this.context;
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    const {variables, scrapeSeconds} = this.context;
    const span = spanOf(this.panel, this.context.span);
    const step = stepFor(span, Math.max(40, (this.clientWidth || 600) / PIXELS_PER_POINT), scrapeSeconds);
    const drawn = {...this.context, span, step, scope: scopeOf(variables, span, {step, scrapeSeconds})};
    try {
      const {frames, notes} = await runQueries(this.panel, drawn, request.signal);
      if (request.signal.aborted) return;
      // Both at once: data are drawn with the time that they were fetched for.
      Object.assign(this, {frames: transformed(frames, this.panel.transformations), drawn, notes, problem: undefined});
    } catch (failure) {
      if (request.signal.aborted || failure instanceof Unreachable) return;
      if (!(failure instanceof Refused || failure instanceof QueryError)) throw failure;
      this.problem = failure.message;
      this.drawn ??= drawn;
    }
  }

  render() {
    const {panel} = this;
    const scope = this.drawn?.scope;
    const title = scope ? interpolate(panel.title ?? '', scope, 'raw') : panel.title;
    const missing = unsupportedOf(panel);
    return html`<section class="card dash-panel type-${panel.type}" aria-label=${title || panel.type}>
      <header><h3 title=${panel.description ?? ''}>${title}</h3>${panel.description ? html`<details class="hint about"><summary aria-label="About ${title}">i</summary><p>${panel.description}</p></details>` : nothing}
        ${missing.length ? html`<details class="hint missing"><summary aria-label="Not drawn here">${missing.length}</summary><ul>${missing.map((m) => html`<li>${m}</li>`)}</ul></details>` : nothing}
        ${this.notes.length ? html`<details class="hint warned"><summary aria-label="Warnings of the query">!</summary><ul>${this.notes.map((n) => html`<li>${n}</li>`)}</ul></details>` : nothing}
        ${scope ? this.#links(scope) : nothing}</header>
      <div class="panel-body">${this.problem ? html`<p class="no-data bad-text" role="alert">${this.problem}</p>` : this.frames ? this.#body() : html`<p class="no-data">Loading…</p>`}</div></section>`;
  }

  #body() {
    // A table of what was searched for is what the search gives.
    const draw = this.panel.type === 'table' && FOUND[this.frames[0]?.kind] ? FOUND[this.frames[0].kind] : PANELS[this.panel.type];
    if (!draw) return html`<p class="no-data">Panels of type ${this.panel.type} are not drawn here.</p>`;
    return draw(this.panel, this.frames, {...this.drawn, open: this.open, toggle: (id) => (this.open = this.open === id ? undefined : id)});
  }

  #links(scope) {
    const all = [...(this.panel.links ?? []), ...(this.panel.fieldConfig?.defaults?.links ?? [])].map((l) => linkOf(l, scope)).filter(Boolean);
    if (!all.length) return nothing;
    return html`<details class="hint links"><summary aria-label="Links of this panel">↗</summary><ul>${all.map((l) => html`<li>${l.outside
      ? html`<a href=${l.href} rel="noopener noreferrer" target="_blank">${l.title}</a>` : html`<a href=${l.href}>${l.title}</a>`}</li>`)}</ul></details>`;
  }
}

customElements.define('dash-panel', DashPanel);
