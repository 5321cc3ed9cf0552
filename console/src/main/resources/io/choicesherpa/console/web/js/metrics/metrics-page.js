import {html, nothing} from 'lit';
import {duration, plural} from '../base/format.js';
import * as icons from '../base/icons.js';
import {PageElement} from '../base/page-element.js';
import {exemplars, instantQuery, namedBy, orNull, QueryError, rangeQuery} from '../base/prom.js';
import {Refused} from '../base/api.js';
import {setParams} from '../base/router.js';
import {stepFor} from '../base/time-range.js';
import {seriesColour} from '../base/colours.js';
import {resultTable} from './result-table.js';
import {guessUnit, UNIT_CHOICES} from './units-guess.js';
import '../chart/time-chart.js';
import './metric-browser.js';
import './promql-editor.js';

const TABS = [['graph', 'Graph'], ['table', 'Table']];
/** More lines than this say nothing and cost much. */
const MOST_SERIES = 100;

/** Expressions and what they give, against time or at its end. All of it stands in the address. */
class MetricsPage extends PageElement {
  static properties = {answers: {state: true}, shown: {state: true}, drafts: {state: true}};

  constructor() {
    super();
    this.drafts = 0;
  }

  get expressions() {
    return this.route.params.getAll('expr').filter(Boolean);
  }

  get tab() {
    return this.route.params.get('tab') === 'table' ? 'table' : 'graph';
  }

  async load(signal) {
    const span = this.span;
    const wanted = this.expressions;
    const graph = this.tab === 'graph';
    const answers = await Promise.all(wanted.map((expression) => this.#ask(expression, span, graph, signal)));
    this.answers = answers;
    this.shown = span;
  }

  async #ask(expression, span, graph, signal) {
    const began = performance.now();
    try {
      if (!graph) return {expression, instant: await instantQuery(expression, span.end, signal), millis: performance.now() - began};
      const withExemplars = this.route.params.get('exemplars') !== 'off' && /histogram_quantile|_bucket/.test(expression);
      const [range, diamonds] = await Promise.all([
        rangeQuery(expression, span, stepFor(span), signal),
        withExemplars ? orNull(exemplars(expression, span, signal)) : [],
      ]);
      return {expression, range, diamonds: diamonds ?? [], millis: performance.now() - began};
    } catch (failure) {
      if (failure instanceof QueryError || failure instanceof Refused) return {expression, failure};
      throw failure;
    }
  }

  render() {
    const expressions = this.expressions;
    const fields = expressions.length ? expressions.length + this.drafts : Math.max(1, this.drafts);
    return html`<h1 class="sr-only">Metrics</h1>
      <div class="stack">
        <section class="card queries" aria-label="Expressions">
          ${Array.from({length: fields}, (_, i) => this.#query(i, expressions[i]))}
          <footer><button class="button plain" type="button" @click=${this.#add}>${icons.plus} Add expression</button></footer>
        </section>
        ${this.problem ? html`<div class="notice bad" role="alert">${this.problem.message}</div>` : nothing}
        ${expressions.length ? this.#results() : html`<metric-browser @pick=${(e) => this.#set(0, e.detail)}></metric-browser>`}
      </div>`;
  }

  #query(i, expression) {
    const answer = this.answers?.find((a) => a.expression === expression);
    const failure = answer?.failure;
    return html`<div class="query">
      <span class="letter" aria-hidden="true">${String.fromCharCode(65 + i)}</span>
      <promql-editor .label=${`Expression ${String.fromCharCode(65 + i)}`} .value=${expression ?? ''} .mark=${failure?.line ? failure : undefined}
        @run=${(e) => this.#set(i, e.detail)} @again=${() => this.reload()}></promql-editor>
      ${this.expressions.length > 1 || this.drafts ? html`<button class="button plain" type="button" aria-label="Remove expression ${String.fromCharCode(65 + i)}" @click=${() => this.#remove(i)}>${icons.close}</button>` : nothing}
      <div class="says" aria-live="polite">${answer ? this.#says(answer) : nothing}</div>
    </div>`;
  }

  #says({failure, range, instant, millis}) {
    if (failure) return html`<p class="wrong-text">${failure.message}</p>`;
    const given = range ?? instant;
    const n = range ? range.series.length : Array.isArray(instant.result) && instant.type !== 'scalar' && instant.type !== 'string' ? instant.result.length : 1;
    return html`<p class="muted">${plural(n, 'series', 'series')} in ${duration(millis)}</p>
      ${given.warnings.map((w) => html`<p class="warn-text">${w}</p>`)}${given.infos.map((w) => html`<p class="muted">${w}</p>`)}`;
  }

  #results() {
    const unit = this.route.params.get('unit') || guessUnit(this.expressions[0]);
    const choice = this.route.params.get('unit') ?? '';
    return html`<section class="card" aria-label="Result"><header>
        <div class="tabs" role="tablist" aria-label="View">${TABS.map(([id, title]) => html`<button role="tab" type="button" aria-selected=${id === this.tab ? 'true' : 'false'} @click=${() => setParams({tab: id === 'graph' ? '' : id}, {replace: false})}>${title}</button>`)}</div>
        <span class="end">
          ${this.tab === 'graph' ? html`<button class="button" type="button" aria-pressed=${this.route.params.get('stack') ? 'true' : 'false'} @click=${() => setParams({stack: this.route.params.get('stack') ? '' : 'normal'})}>Stack</button>
            <button class="button" type="button" aria-pressed=${this.route.params.get('exemplars') === 'off' ? 'false' : 'true'} @click=${() => setParams({exemplars: this.route.params.get('exemplars') === 'off' ? '' : 'off'})}>Exemplars</button>` : nothing}
          <select class="button" aria-label="Unit" @change=${(e) => setParams({unit: e.target.value})}>${UNIT_CHOICES.map(([id, title]) => html`<option value=${id} ?selected=${id === choice}>${title}</option>`)}</select>
        </span></header>
      ${this.tab === 'graph' ? this.#graph(unit) : this.#tables(unit)}</section>`;
  }

  #graph(unit) {
    const all = (this.answers ?? []).flatMap((a) => (a.range?.series ?? []).map((s) => ({name: namedBy(s.labels), only: a.range.series.length === 1 && !Object.keys(s.labels).length, expression: a.expression, points: s.points})));
    const series = all.slice(0, MOST_SERIES).map((s, i) => ({name: s.only ? s.expression : s.name, points: s.points, color: seriesColour(i)}));
    return html`<div class="body tall">
      ${all.length > MOST_SERIES ? html`<p class="warn-text">The first ${MOST_SERIES} of ${plural(all.length, 'series', 'series')} are drawn; aggregate for fewer.</p>` : nothing}
      <time-chart label=${this.expressions.join(', ')} unit=${unit} stack=${this.route.params.get('stack') ?? 'none'} .series=${series} .range=${this.shown ?? this.span}
        .exemplars=${(this.answers ?? []).flatMap((a) => a.diamonds ?? [])} .message=${this.answers ? undefined : ' '} legend="table" .legendValues=${['lastNotNull', 'min', 'max', 'mean']}></time-chart></div>`;
  }

  #tables(unit) {
    return (this.answers ?? []).map((a, i) => (a.instant
      ? html`${this.answers.length > 1 ? html`<h3 class="table-title"><span class="letter">${String.fromCharCode(65 + i)}</span></h3>` : nothing}${resultTable(a.instant, unit)}` : nothing));
  }

  #set(i, text) {
    const list = [...this.expressions];
    list[i] = text;
    if (i >= this.expressions.length) this.drafts = Math.max(0, this.drafts - 1);
    setParams({expr: list.filter(Boolean)}, {replace: false});
  }

  async #add() {
    this.drafts = this.expressions.length ? this.drafts + 1 : Math.max(1, this.drafts) + 1;
    await this.updateComplete;
    [...this.querySelectorAll('textarea')].at(-1)?.focus();
  }

  #remove(i) {
    if (i >= this.expressions.length) this.drafts--;
    else setParams({expr: this.expressions.filter((_, at) => at !== i)}, {replace: false});
  }
}

customElements.define('metrics-page', MetricsPage);
