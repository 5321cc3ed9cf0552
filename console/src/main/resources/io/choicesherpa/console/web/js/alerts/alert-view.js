import {html, nothing} from 'lit';
import {getJson, getText, Refused} from '../base/api.js';
import {plural} from '../base/format.js';
import * as icons from '../base/icons.js';
import {markdown} from '../base/markdown.js';
import {PageElement} from '../base/page-element.js';
import {exemplars, ifOffered, instantQuery, numberOf, orNull, rangeQuery} from '../base/prom.js';
import {href} from '../base/router.js';
import {stepFor} from '../base/time-range.js';
import {guessUnit} from '../metrics/units-guess.js';
import {byState, commonLabels, isTemplate, linkedRunbook, unitOf} from './alert-model.js';
import {ruleFacts, rulePart} from './rule-part.js';
import './silence-form.js';

/** More comparisons than this are not drawn: burn rates have four. */
const MOST_CONDITIONS = 4;

/** One alert, by all rules of its name: why it is as it is, and what to do. */
class AlertView extends PageElement {
  static properties = {name: {}, rules: {state: true}, silences: {state: true}, shown: {state: true}, runbook: {state: true}};

  willUpdate(changed) {
    // Another alert's: a link of a runbook leads from one to the next.
    if (changed.has('name')) this.rules = this.runbook = this.runbookOf = this.problem = undefined;
    super.willUpdate(changed);
  }

  inputs() {
    return `${this.name} ${JSON.stringify(this.range)}`;
  }

  async load(signal) {
    const span = this.span;
    const name = encodeURIComponent(this.name);
    if (this.runbookOf !== this.name) {
      this.runbook = await ifOffered(getText(`/console/api/runbooks/${name}`, signal));
      this.runbookOf = this.name;
    }
    const [alert, quiet] = await Promise.all([getJson(`/console/api/alerts/${name}`, {}, signal), getJson('/console/api/silences', {}, signal)]);
    const rules = await Promise.all(alert.rules.map((r) => this.#measured(r, span, signal)));
    this.rules = rules.sort(byState);
    this.silences = quiet.silences;
    this.shown = span;
  }

  async #measured(rule, span, signal) {
    // An expression that is no comparison is drawn as it is.
    const wanted = rule.conditions.length ? rule.conditions.slice(0, MOST_CONDITIONS) : [{expression: rule.expression}];
    return {...rule, conditions: await Promise.all(wanted.map((c) => this.#measure(c, span, signal)))};
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
    const {rules} = this;
    const back = html`<nav class="crumbs" aria-label="Way back"><a class="button plain" href=${href(['alerts'])}>${icons.back} Alerts</a><span>${[...new Set((rules ?? []).map((r) => r.group))].join(', ')}</span></nav>`;
    // The runbook has pages that no alert is named after.
    if (this.problem instanceof Refused && !rules && this.runbook) return html`<div class="trace-head">${back}</div>${this.#runbook({})}`;
    if (this.problem instanceof Refused && !rules) return html`${back}<section class="unavailable"><h2>No alert of this name</h2><p>${this.problem.message}</p></section>`;
    if (!rules) return html`${back}<p class="none">Loading…</p>`;
    const [worst] = rules;
    const annotations = worst.alerts[0]?.annotations ?? worst.annotations;
    const several = rules.length > 1;
    return html`<div class="trace-head">${back}
        <h1><span class="badge ${worst.state}">${worst.state}</span> ${worst.name}</h1>
        ${told(annotations.summary, 'lead')} ${told(annotations.description, 'muted')}
        <div class="facts">${several ? html`<span>${plural(rules.length, 'rule')} of this name</span>` : ruleFacts(worst)} ${dashboard(annotations.dashboard)}</div></div>
      <div class="grid alert-grid"><div class="stack">${rules.map((rule, i) => rulePart(rule, {i, several, span: this.shown, silences: this.silences, lead: annotations}))}</div>
        <div class="stack">${this.#silence()} ${this.#runbook(annotations)} ${about(annotations)}</div></div>`;
  }

  #silence() {
    const {name} = this.rules[0];
    const alerts = this.rules.flatMap((r) => r.alerts);
    const labels = alerts.length === 1 ? alerts[0].labels : {alertname: name, ...commonLabels(this.rules)};
    const own = this.silences.filter((s) => alerts.some((a) => a.silenced_by.includes(s.id)) || s.matchers.some((m) => m.name === 'alertname' && m.value === name));
    return html`<section class="card" aria-labelledby="silence-title"><header><h2 id="silence-title">Silence</h2></header>
      <silence-form .labels=${labels} .silences=${own} @changed=${() => this.reload()}></silence-form></section>`;
  }

  #runbook(annotations) {
    const url = /^https?:\/\//.test(annotations.runbook_url ?? '') ? annotations.runbook_url : undefined;
    return html`<section class="card" aria-labelledby="runbook-title"><header><h2 id="runbook-title">Runbook</h2>
        ${url ? html`<span class="end"><a href=${url} target="_blank" rel="noopener noreferrer">Open its page</a></span>` : nothing}</header>
      <div class="body">${this.runbook ? markdown(linkedRunbook(this.runbook)) : html`<p class="muted">${this.runbook === undefined ? 'Loading…' : 'There is no runbook text for this alert here.'}</p>`}</div></section>`;
  }
}

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
