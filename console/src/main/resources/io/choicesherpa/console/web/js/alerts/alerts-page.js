import {html, nothing} from 'lit';
import {getJson} from '../base/api.js';
import {ago, duration, plural} from '../base/format.js';
import {PageElement} from '../base/page-element.js';
import {ifOffered, rules} from '../base/prom.js';
import {href, setParams} from '../base/router.js';
import {alertRules, rank, ruleDuration, STATES} from './alert-model.js';
import './alert-view.js';

/** `#/alerts` lists the rules by state, `#/alerts/{name}` is one alert. */
class AlertsPage extends PageElement {
  static properties = {groups: {state: true}, quiet: {state: true}};

  inputs() {
    return this.route.path[1] ? 'one' : 'list';
  }

  async load(signal) {
    if (this.route.path[1]) return;
    const [groups, active] = await Promise.all([ifOffered(rules(signal)), ifOffered(getJson('/console/api/alerts', {}, signal))]);
    this.groups = groups;
    // A rule is quiet when all that it tells of is silenced.
    const names = new Set((active?.alerts ?? []).map((a) => a.name));
    this.quiet = new Set([...names].filter((n) => active.alerts.every((a) => a.name !== n || a.silenced_by.length)));
  }

  key(event) {
    if (event.key !== 'Escape' || !this.route.path[1]) return false;
    location.hash = href(['alerts']);
    return true;
  }

  render() {
    const name = this.route?.path[1];
    if (name) return html`<alert-view .name=${name} .route=${this.route} .range=${this.range} .tick=${this.tick}></alert-view>`;
    if (this.groups === undefined) return html`<p class="none">${this.problem?.message ?? 'Loading…'}</p>`;
    if (this.groups === null || !this.groups.length) return unavailable();
    const all = alertRules(this.groups);
    return this.#list(all);
  }

  #list(all) {
    const wanted = this.route.params.get('state');
    const count = (state) => all.filter((r) => r.state === state).length;
    const groups = this.groups.filter((g) => g.rules.length).sort((a, b) => worstOf(a) - worstOf(b) || a.name.localeCompare(b.name));
    const firing = all.filter((r) => r.state === 'firing' && !isWatchdog(r)).length;
    const watchdog = all.some((r) => r.state === 'firing' && isWatchdog(r)) ? ', besides the watchdog' : '';
    return html`<h1 class="sr-only">Alerts</h1>
      <div class="toolbar"><div class="tabs" role="group" aria-label="State">${[undefined, ...STATES].map((s) => html`<button type="button" aria-pressed=${wanted === (s ?? null) ? 'true' : 'false'}
          @click=${() => setParams({state: s ?? ''}, {replace: false})}>${s ?? 'all'} <b class="num">${s ? count(s) : all.length}</b></button>`)}</div>
        <span class="count" role="status">${plural(firing, 'alert')} firing${watchdog}</span></div>
      <div class="stack">${groups.map((g) => this.#group(g, wanted))}</div>`;
  }

  #group(group, wanted) {
    const alerting = alertRules([group]).filter((r) => !wanted || r.state === wanted);
    const recording = wanted ? [] : group.rules.filter((r) => r.type === 'recording');
    if (!alerting.length && !recording.length) return nothing;
    return html`<section class="card" aria-label="Rule group ${group.name}"><header><h2>${group.name}</h2><span>${group.file ? fileName(group.file) : ''}, every ${ruleDuration(group.interval)}</span>
        <span class="end" title="How long the last evaluation took">${group.evaluationTime ? duration(group.evaluationTime * 1000) : ''}</span></header>
      <table class="list"><tbody>${alerting.map((r) => this.#rule(r))}</tbody></table>
      ${recording.length ? html`<details class="recording"><summary>${plural(recording.length, 'recording rule')}${recording.some((r) => r.lastError) ? html` <span class="bad-text">with errors</span>` : nothing}</summary><table class="list"><tbody>${recording.map((r) => html`<tr><td class="tight"><span class="badge">recording</span></td>
        <td><a data-row href=${href(['metrics'], {expr: r.name})}>${r.name}</a><div class="small muted mono clip">${r.query}</div>${r.lastError ? html`<div class="small bad-text">${r.lastError}</div>` : nothing}</td></tr>`)}</tbody></table></details>` : nothing}</section>`;
  }

  #rule(rule) {
    const active = rule.alerts ?? [];
    const since = active.map((a) => Date.parse(a.activeAt)).sort((a, b) => a - b)[0];
    return html`<tr class="opens"><td class="tight"><span class="badge ${rule.state}">${rule.state}</span></td>
      <td><a data-row href=${href(['alerts', rule.name])}>${rule.name}</a> ${this.quiet.has(rule.name) ? html`<span class="badge">silenced</span>` : nothing}
        <div class="small muted clip">${active[0]?.annotations.summary ?? rule.annotations?.summary ?? rule.query}</div>
        ${rule.lastError ? html`<div class="small bad-text">${rule.lastError}</div>` : nothing}</td>
      <td class="small muted severity">${rule.labels?.severity ?? ''}</td>
      <td class="num small muted since">${active.length > 1 ? html`<b>${active.length}</b> series, ` : nothing}${since ? ago(since) : rule.duration ? `for ${ruleDuration(rule.duration)}` : ''}</td></tr>`;
  }
}

/** Groups with something that fires come first; a watchdog, which always fires, does not count. */
const worstOf = (group) => Math.min(...group.rules.map((r) => (r.type === 'alerting' && !isWatchdog(r) ? rank(r.state) : STATES.length)));

const isWatchdog = (rule) => rule.labels?.severity === 'none';

const fileName = (path) => path.split('/').at(-1);

function unavailable() {
  return html`<section class="unavailable"><h2>No rules are loaded</h2>
    <p>Alerts come from Prometheus rule files. This console has none: name them in its configuration, and they are evaluated here as Prometheus does.</p></section>`;
}

customElements.define('alerts-page', AlertsPage);
