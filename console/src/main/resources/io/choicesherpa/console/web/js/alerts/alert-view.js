import {html, nothing} from 'lit';
import {getText} from '../base/api.js';
import {ago, moment} from '../base/format.js';
import * as icons from '../base/icons.js';
import {markdown} from '../base/markdown.js';
import {PageElement} from '../base/page-element.js';
import {exemplars, ifOffered, instantQuery, namedBy, numberOf, orNull, rangeQuery} from '../base/prom.js';
import {href} from '../base/router.js';
import {stepFor} from '../base/time-range.js';
import {guessUnit} from '../metrics/units-guess.js';
import {tokens} from '../metrics/promql-tokens.js';
import {ruleDuration, show, silences, split, unitOf} from './alert-model.js';
import '../chart/time-chart.js';
import './silence-form.js';

/** One alert: why it is as it is, and what to do. `rules` are all rules of its name. */
class AlertView extends PageElement {
  static properties = {rules: {attribute: false}, silences: {attribute: false}, data: {state: true}, runbook: {state: true}};

  get rule() {
    return this.rules[0];
  }

  inputs() {
    return `${this.rule.name} ${this.rule.query} ${JSON.stringify(this.range)}`;
  }

  async load(signal) {
    const span = this.span;
    const parts = split(this.rule.query);
    const value = parts?.value ?? this.rule.query;
    const step = stepFor(span);
    const [range, now, diamonds] = await Promise.all([
      orNull(rangeQuery(value, span, step, signal)),
      orNull(instantQuery(value, Date.now(), signal)),
      orNull(exemplars(value, span, signal)),
    ]);
    this.data = {span, parts, range, now, diamonds: diamonds ?? [], unit: unitOf(parts, guessUnit(value))};
    if (this.runbookOf !== this.rule.name) {
      this.runbookOf = this.rule.name;
      this.runbook = await ifOffered(getText(`/console/api/runbooks/${encodeURIComponent(this.rule.name)}`, signal));
    }
  }

  render() {
    const {rule} = this;
    const active = rule.alerts ?? [];
    const annotations = active[0]?.annotations ?? rule.annotations ?? {};
    return html`<div class="trace-head"><nav class="crumbs" aria-label="Way back"><a class="button plain" href=${href(['alerts'])}>${icons.back} Alerts</a><span>${rule.group}</span></nav>
        <h1><span class="badge ${rule.state}">${rule.state}</span> ${rule.name}</h1>
        ${annotations.summary ? html`<p class="lead">${annotations.summary}</p>` : nothing}
        ${annotations.description ? html`<p class="muted">${annotations.description}</p>` : nothing}
        <div class="facts">${this.#facts(rule)}</div></div>
      ${rule.lastError ? html`<div class="notice bad" role="alert">The rule cannot be evaluated: ${rule.lastError}</div>` : nothing}
      <div class="grid alert-grid"><div class="stack">${this.#graph()} ${this.#series(active)}</div>
        <div class="stack">${this.#silence(active)} ${this.#runbook(annotations)} ${this.#about(rule, annotations)}</div></div>`;
  }

  #facts(rule) {
    return html`${Object.entries(rule.labels ?? {}).map(([k, v]) => html`<span class="label"><b>${k}=</b>${v}</span>`)}
      <span>for <b>${ruleDuration(rule.duration)}</b></span>${rule.keepFiringFor ? html`<span>keeps firing for <b>${ruleDuration(rule.keepFiringFor)}</b></span>` : nothing}
      ${Date.parse(rule.lastEvaluation) > 0 ? html`<span>evaluated ${ago(Date.parse(rule.lastEvaluation))}</span>` : nothing}`;
  }

  #graph() {
    const d = this.data;
    const value = d?.parts?.value ?? this.rule.query;
    const current = (d?.now?.type === 'scalar' ? [d.now.result] : (d?.now?.result ?? []).map((r) => r.value)).filter(Boolean).map((v) => numberOf(v[1]));
    const worst = current.length ? (d.parts?.operator.startsWith('<') ? Math.min(...current) : Math.max(...current)) : null;
    const series = (d?.range?.series ?? []).map((s) => ({name: Object.keys(s.labels).length ? namedBy(s.labels) : 'value', points: s.points}));
    return html`<section class="card" aria-labelledby="value-title"><header><h2 id="value-title">Value and threshold</h2>
        <span class="end"><a href=${href(['metrics'], {expr: value})}>Explore</a></span></header><div class="body">
      ${d ? html`<p class="live-value"><strong class="num ${crosses(worst, d.parts) ? 'bad-text' : ''}">${worst === null ? 'no value' : show(worst, d.unit)}</strong>
        <span class="muted">${d.parts ? html`now; it fires when <b>${d.parts.operator} ${show(d.parts.threshold, d.unit)}</b>` : 'now; it fires for every series of the expression'}</span></p>` : nothing}
      <time-chart label="Value of ${this.rule.name}" unit=${d?.unit ?? 'short'} .series=${series} .range=${d?.span ?? this.span} .exemplars=${d?.diamonds ?? []} .message=${d ? undefined : ' '}
        .thresholds=${d?.parts ? [{value: d.parts.threshold, color: 'var(--error)', label: `threshold ${show(d.parts.threshold, d.unit)}`}] : []} threshold-style="line" thresholds-in-view
        .regions=${this.#regions(d?.span)} .legendValues=${['lastNotNull', 'max']}></time-chart>
      <pre class="expression" tabindex="0" aria-label="Expression">${tokens(this.rule.query).map((t) => html`<span class="t-${t.kind}">${t.text}</span>`)}</pre></div></section>`;
  }

  /** Since when it is as it is; older times are not known here. */
  #regions(span) {
    const since = (this.rule.alerts ?? []).map((a) => Date.parse(a.activeAt)).filter(Number.isFinite);
    if (!span || !since.length) return [];
    const start = Math.max(span.start, Math.min(...since));
    const color = this.rule.state === 'firing' ? 'var(--error)' : 'var(--warn)';
    return start < span.end ? [{start, end: span.end, color}] : [];
  }

  #series(active) {
    return html`<section class="card" aria-labelledby="active-title"><header><h2 id="active-title">Contributing series</h2><span>${active.length || 'none'}</span></header>
      ${active.length ? html`<table class="list"><thead><tr><th scope="col">State</th><th scope="col">Labels</th><th scope="col">Since</th><th scope="col" class="num">Value</th></tr></thead>
        <tbody>${active.map((a) => this.#active(a))}</tbody></table>` : html`<p class="none">No series holds the condition now.</p>`}
      ${this.data?.diamonds.length ? html`<p class="none">Traces behind these figures: ${worstOf(this.data.diamonds).map((e) => html`<a class="mono" href=${href(['traces', e.traceId])}>${show(e.value, this.data.unit)}</a> `)}</p>` : nothing}
      <p class="none"><a href=${href(['traces'], {errors: 'true'})}>Failed traces of this time</a> · <a href=${href(['logs'], {level: 'FATAL,ERROR'})}>Error lines of this time</a></p></section>`;
  }

  #active(alert) {
    const quiet = this.silences.find((s) => silences(s, alert.labels));
    return html`<tr><td class="tight"><span class="badge ${alert.state}">${alert.state}</span></td>
      <td><span class="labels">${Object.entries(alert.labels).filter(([k]) => k !== 'alertname').map(([k, v]) => html`<span class="label"><b>${k}=</b>${v}</span>`)}</span>
        ${quiet ? html`<div class="small muted">silenced until ${moment(Date.parse(quiet.ends_at ?? quiet.endsAt)).slice(0, 16)}${quiet.comment ? `: ${quiet.comment}` : ''}</div>` : nothing}</td>
      <td class="small muted nowrap" title=${moment(Date.parse(alert.activeAt))}>${ago(Date.parse(alert.activeAt))}</td>
      <td class="num">${show(numberOf(alert.value), this.data?.unit ?? 'short')}</td></tr>`;
  }

  #silence(active) {
    const labels = active.length === 1 ? active[0].labels : {alertname: this.rule.name, ...(this.rule.labels ?? {})};
    return html`<section class="card" aria-labelledby="silence-title"><header><h2 id="silence-title">Silence</h2></header>
      <silence-form .labels=${labels} .silences=${this.silences.filter((s) => s.matchers.some((m) => m.name === 'alertname' && m.value === this.rule.name))}></silence-form></section>`;
  }

  #runbook(annotations) {
    const url = /^https?:\/\//.test(annotations.runbook_url ?? '') ? annotations.runbook_url : undefined;
    return html`<section class="card" aria-labelledby="runbook-title"><header><h2 id="runbook-title">Runbook</h2>
        ${url ? html`<span class="end"><a href=${url} target="_blank" rel="noopener noreferrer">Open its page</a></span>` : nothing}</header>
      <div class="body">${this.runbook ? markdown(this.runbook) : html`<p class="muted">${this.runbook === undefined ? 'Loading…' : 'There is no runbook text for this alert here.'}</p>`}</div></section>`;
  }

  #about(rule, annotations) {
    const rest = Object.entries(annotations).filter(([k]) => !['summary', 'description', 'runbook_url'].includes(k));
    if (!rest.length) return nothing;
    return html`<section class="card" aria-labelledby="annotations-title"><header><h2 id="annotations-title">Annotations</h2></header><div class="body">
      <dl class="pairs">${rest.map(([k, v]) => html`<dt>${k}</dt><dd>${v}</dd>`)}</dl></div></section>`;
  }
}

function crosses(value, parts) {
  if (!parts || value === null) return false;
  return {'>': value > parts.threshold, '>=': value >= parts.threshold, '<': value < parts.threshold, '<=': value <= parts.threshold, '==': value === parts.threshold, '!=': value !== parts.threshold}[parts.operator];
}

const worstOf = (list) => [...list].sort((a, b) => b.value - a.value).slice(0, 5);

customElements.define('alert-view', AlertView);
