import {html, nothing} from 'lit';
import {ago, moment, timeOfDay} from '../base/format.js';
import {href} from '../base/router.js';
import {formatValue} from '../base/units.js';
import {tokens} from '../metrics/promql-tokens.js';
import {newWords, ruleDuration} from './alert-model.js';
import {conditionCard} from './condition-card.js';

const TRACES = 5;

/** What one rule compares, and the series that hold its condition; where there are several rules, under a heading of its own. `lead`: annotations that the page has told already. */
export function rulePart(rule, {i, several, span, silences, lead}) {
  const regions = regionsOf(rule, span);
  return html`${several ? html`<div class="rule-head"><h2><span class="badge ${rule.state}">${rule.state}</span> ${rule.labels.severity ?? rule.group}</h2><div class="facts">${ruleFacts(rule)}</div>${newWords(rule.annotations, lead).map((text) => html`<p>${text}</p>`)}</div>` : nothing}
    ${rule.error ? html`<div class="notice bad" role="alert">The rule cannot be evaluated: ${rule.error}</div>` : nothing}
    ${rule.conditions.map((c, k) => conditionCard(c, {id: `${i}-${k}`, isFirst: k === 0, name: rule.name, span, regions}))}
    <pre class="expression" tabindex="0" aria-label="Expression">${tokens(rule.expression).map((t) => html`<span class="t-${t.kind}">${t.text}</span>`)}</pre>
    ${contributing(rule, i, {silences, told: several ? [lead, rule.annotations] : [lead]})}`;
}

/** Labels and times of a rule. */
export function ruleFacts(rule) {
  return html`${Object.entries(rule.labels).map(([k, v]) => html`<span class="label"><b>${k}=</b>${v}</span>`)}
    <span>for <b>${ruleDuration(rule.for_seconds)}</b></span>${rule.keep_firing_for_seconds ? html`<span>keeps firing for <b>${ruleDuration(rule.keep_firing_for_seconds)}</b></span>` : nothing}
    ${rule.evaluated_at_millis ? html`<span>evaluated ${ago(rule.evaluated_at_millis)}</span>` : nothing}`;
}

/** How long it has waited and fired; older times are not known here. */
function regionsOf(rule, {start, end}) {
  const earliest = (times) => Math.min(...times.filter(Boolean));
  const active = earliest(rule.alerts.map((a) => a.active_at_millis));
  const fired = earliest(rule.alerts.map((a) => a.fired_at_millis));
  const region = (from, to, color) => (Number.isFinite(from) && Math.max(from, start) < Math.min(to, end) ? [{start: Math.max(from, start), end: Math.min(to, end), color}] : []);
  return [...region(active, Math.min(fired, end), 'var(--warn)'), ...region(fired, end, 'var(--error)')];
}

function contributing(rule, i, {silences, told}) {
  const {unit} = rule.conditions[0];
  const all = rule.conditions.flatMap((c) => c.diamonds);
  // Of durations the longest; of things that are counted, the latest.
  const diamonds = all.sort((a, b) => (unit === 's' ? b.value - a.value : b.time - a.time)).slice(0, TRACES);
  return html`<section class="card" aria-labelledby="active-${i}"><header><h2 id="active-${i}">Contributing series</h2><span>${rule.alerts.length || 'none'}</span></header>
    ${rule.alerts.length ? html`<table class="list"><thead><tr><th scope="col">State</th><th scope="col">Labels</th><th scope="col">Since</th><th scope="col" class="num">Value</th></tr></thead>
      <tbody>${rule.alerts.map((a) => active(a, unit, {silences, told}))}</tbody></table>` : html`<p class="none">No series holds the condition now.</p>`}
    ${diamonds.length ? html`<p class="none behind">${unit === 's' ? 'Slowest' : 'Latest'} traces behind it: ${diamonds.map((e) => html`<a class="num" data-row href=${href(['traces', e.traceId])}>${unit === 's' ? formatValue(e.value, unit) : timeOfDay(e.time).slice(0, 8)}</a> `)}</p>` : nothing}
    <p class="none behind"><a href=${href(['traces'], {errors: 'true'})}>Failed traces of this time</a> · <a href=${href(['logs'], {level: 'FATAL,ERROR,WARN'})}>Errors and warnings of this time</a></p></section>`;
}

function active(alert, unit, {silences, told}) {
  const quiet = silences.find((s) => alert.silenced_by.includes(s.id));
  return html`<tr><td class="tight"><span class="badge ${alert.state}">${alert.state}</span></td>
    <td><span class="labels">${Object.entries(alert.labels).filter(([k]) => k !== 'alertname').map(([k, v]) => html`<span class="label"><b>${k}=</b>${v}</span>`)}</span>
      ${newWords(alert.annotations, ...told).map((text) => html`<div class="small">${text}</div>`)}
      ${quiet ? html`<div class="small muted">silenced until ${moment(quiet.ends_at_millis).slice(0, 16)}${quiet.comment ? `: ${quiet.comment}` : ''}</div>` : nothing}</td>
    <td class="small muted nowrap" title=${moment(alert.active_at_millis)}>${ago(alert.active_at_millis)}</td>
    <td class="num" title=${alert.value_text}>${alert.value === null ? alert.value_text : formatValue(alert.value, unit)}</td></tr>`;
}
