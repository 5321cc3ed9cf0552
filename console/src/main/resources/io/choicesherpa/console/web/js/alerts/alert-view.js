import {html, nothing} from 'lit';
import {getJson, getText, Refused} from '../base/api.js';
import {ago, moment, timeOfDay} from '../base/format.js';
import * as icons from '../base/icons.js';
import {markdown} from '../base/markdown.js';
import {PageElement} from '../base/page-element.js';
import {exemplars, ifOffered, instantQuery, numberOf, orNull, rangeQuery} from '../base/prom.js';
import {href} from '../base/router.js';
import {stepFor} from '../base/time-range.js';
import {formatValue} from '../base/units.js';
import {guessUnit} from '../metrics/units-guess.js';
import {tokens} from '../metrics/promql-tokens.js';
import {ruleDuration, unitOf} from './alert-model.js';
import {conditionCard} from './condition-card.js';
import './silence-form.js';

/** More comparisons than this are not drawn: burn rates have four. */
const MOST_CONDITIONS = 4;
const TRACES = 5;

/** One alert: why it is as it is, and what to do. */
class AlertView extends PageElement {
  static properties = {name: {}, rule: {state: true}, silences: {state: true}, conditions: {state: true}, shown: {state: true}, runbook: {state: true}};

  inputs() {
    return `${this.name} ${JSON.stringify(this.range)}`;
  }

  async load(signal) {
    const span = this.span;
    const name = encodeURIComponent(this.name);
    const [rule, quiet] = await Promise.all([getJson(`/console/api/alerts/${name}`, {}, signal), getJson('/console/api/silences', {}, signal)]);
    // An expression that is no comparison is drawn as it is.
    const wanted = rule.conditions.length ? rule.conditions.slice(0, MOST_CONDITIONS) : [{expression: rule.expression}];
    this.conditions = await Promise.all(wanted.map((c) => this.#measure(c, span, signal)));
    this.rule = rule;
    this.silences = quiet.silences;
    this.shown = span;
    if (this.runbookOf === this.name) return;
    this.runbookOf = this.name;
    this.runbook = await ifOffered(getText(`/console/api/runbooks/${name}`, signal));
  }

  async #measure(condition, span, signal) {
    const {expression} = condition;
    const [range, now, diamonds] = await Promise.all([
      orNull(rangeQuery(expression, span, stepFor(span), signal)),
      orNull(instantQuery(expression, Date.now(), signal)),
      orNull(exemplars(expression, span, signal)),
    ]);
    const values = (now?.type === 'scalar' ? [now.result] : (now?.result ?? []).map((r) => r.value)).filter(Boolean).map((v) => numberOf(v[1]));
    return {...condition, series: range?.series ?? [], values, diamonds: diamonds ?? [], unit: unitOf(condition, guessUnit(expression))};
  }

  render() {
    const back = html`<nav class="crumbs" aria-label="Way back"><a class="button plain" href=${href(['alerts'])}>${icons.back} Alerts</a><span>${this.rule?.group ?? ''}</span></nav>`;
    if (this.problem instanceof Refused && !this.rule) return html`${back}<section class="unavailable"><h2>No alert of this name</h2><p>${this.problem.message}</p></section>`;
    const {rule} = this;
    if (!rule) return html`${back}<p class="none">Loading…</p>`;
    const annotations = rule.alerts[0]?.annotations ?? rule.annotations;
    return html`<div class="trace-head">${back}
        <h1><span class="badge ${rule.state}">${rule.state}</span> ${rule.name}</h1>
        ${told(annotations.summary, 'lead')} ${told(annotations.description, 'muted')}
        <div class="facts">${Object.entries(rule.labels).map(([k, v]) => html`<span class="label"><b>${k}=</b>${v}</span>`)}
          <span>for <b>${ruleDuration(rule.for_seconds)}</b></span>${rule.keep_firing_for_seconds ? html`<span>keeps firing for <b>${ruleDuration(rule.keep_firing_for_seconds)}</b></span>` : nothing}
          ${dashboard(annotations.dashboard)}
          ${rule.evaluated_at_millis ? html`<span>evaluated ${ago(rule.evaluated_at_millis)}</span>` : nothing}</div></div>
      ${rule.error ? html`<div class="notice bad" role="alert">The rule cannot be evaluated: ${rule.error}</div>` : nothing}
      <div class="grid alert-grid"><div class="stack">
          ${this.conditions.map((c, i) => conditionCard(c, {i, name: rule.name, span: this.shown, regions: this.#regions()}))}
          <pre class="expression" tabindex="0" aria-label="Expression">${tokens(rule.expression).map((t) => html`<span class="t-${t.kind}">${t.text}</span>`)}</pre>
          ${this.#series(rule)}</div>
        <div class="stack">${this.#silence(rule)} ${this.#runbook(annotations)} ${about(annotations)}</div></div>`;
  }

  /** How long it has waited and fired; older times are not known here. */
  #regions() {
    const {start, end} = this.shown;
    const earliest = (times) => Math.min(...times.filter(Boolean));
    const active = earliest(this.rule.alerts.map((a) => a.active_at_millis));
    const fired = earliest(this.rule.alerts.map((a) => a.fired_at_millis));
    const region = (from, to, color) => (Number.isFinite(from) && Math.max(from, start) < Math.min(to, end) ? [{start: Math.max(from, start), end: Math.min(to, end), color}] : []);
    return [...region(active, Math.min(fired, end), 'var(--warn)'), ...region(fired, end, 'var(--error)')];
  }

  #series(rule) {
    const unit = this.conditions[0].unit;
    const all = this.conditions.flatMap((c) => c.diamonds);
    // Of durations the longest; of things that are counted, the latest.
    const diamonds = all.sort((a, b) => (unit === 's' ? b.value - a.value : b.time - a.time)).slice(0, TRACES);
    return html`<section class="card" aria-labelledby="active-title"><header><h2 id="active-title">Contributing series</h2><span>${rule.alerts.length || 'none'}</span></header>
      ${rule.alerts.length ? html`<table class="list"><thead><tr><th scope="col">State</th><th scope="col">Labels</th><th scope="col">Since</th><th scope="col" class="num">Value</th></tr></thead>
        <tbody>${rule.alerts.map((a) => this.#active(a, unit))}</tbody></table>` : html`<p class="none">No series holds the condition now.</p>`}
      ${diamonds.length ? html`<p class="none behind">${unit === 's' ? 'Slowest' : 'Latest'} traces behind it: ${diamonds.map((e) => html`<a class="num" data-row href=${href(['traces', e.traceId])}>${unit === 's' ? formatValue(e.value, unit) : timeOfDay(e.time).slice(0, 8)}</a> `)}</p>` : nothing}
      <p class="none behind"><a href=${href(['traces'], {errors: 'true'})}>Failed traces of this time</a> · <a href=${href(['logs'], {level: 'FATAL,ERROR'})}>Error lines of this time</a></p></section>`;
  }

  #active(alert, unit) {
    const quiet = this.silences.find((s) => alert.silenced_by.includes(s.id));
    return html`<tr><td class="tight"><span class="badge ${alert.state}">${alert.state}</span></td>
      <td><span class="labels">${Object.entries(alert.labels).filter(([k]) => k !== 'alertname').map(([k, v]) => html`<span class="label"><b>${k}=</b>${v}</span>`)}</span>
        ${quiet ? html`<div class="small muted">silenced until ${moment(quiet.ends_at_millis).slice(0, 16)}${quiet.comment ? `: ${quiet.comment}` : ''}</div>` : nothing}</td>
      <td class="small muted nowrap" title=${moment(alert.active_at_millis)}>${ago(alert.active_at_millis)}</td>
      <td class="num" title=${alert.value_text}>${alert.value === null ? alert.value_text : formatValue(alert.value, unit)}</td></tr>`;
  }

  #silence(rule) {
    const labels = rule.alerts.length === 1 ? rule.alerts[0].labels : {alertname: rule.name, ...rule.labels};
    const own = this.silences.filter((s) => rule.alerts.some((a) => a.silenced_by.includes(s.id)) || s.matchers.some((m) => m.name === 'alertname' && m.value === rule.name));
    return html`<section class="card" aria-labelledby="silence-title"><header><h2 id="silence-title">Silence</h2></header>
      <silence-form .labels=${labels} .silences=${own} @changed=${() => this.reload()}></silence-form></section>`;
  }

  #runbook(annotations) {
    const url = /^https?:\/\//.test(annotations.runbook_url ?? '') ? annotations.runbook_url : undefined;
    return html`<section class="card" aria-labelledby="runbook-title"><header><h2 id="runbook-title">Runbook</h2>
        ${url ? html`<span class="end"><a href=${url} target="_blank" rel="noopener noreferrer">Open its page</a></span>` : nothing}</header>
      <div class="body">${this.runbook ? markdown(this.runbook) : html`<p class="muted">${this.runbook === undefined ? 'Loading…' : 'There is no runbook text for this alert here.'}</p>`}</div></section>`;
  }
}

/** A template says nothing before an alert has filled it. */
const isTemplate = (text) => /\{\{/.test(text);

const told = (text, name) => (text && !isTemplate(text) ? html`<p class=${name}>${text}</p>` : nothing);

/** Grafana's address of a dashboard, which is shown here under the same uid. */
function dashboard(url) {
  const uid = /\/d\/([\w-]+)/.exec(url ?? '')?.[1];
  return uid ? html`<a href=${href(['dashboards', uid])}>Dashboard</a>` : nothing;
}

function about(annotations) {
  const rest = Object.entries(annotations).filter(([k, v]) => !['summary', 'description', 'runbook_url', 'dashboard'].includes(k) && !isTemplate(v));
  if (!rest.length) return nothing;
  return html`<section class="card" aria-labelledby="annotations-title"><header><h2 id="annotations-title">Annotations</h2></header><div class="body">
    <dl class="pairs">${rest.map(([k, v]) => html`<dt>${k}</dt><dd>${v}</dd>`)}</dl></div></section>`;
}

customElements.define('alert-view', AlertView);
