import {html, nothing} from 'lit';
import {ago, bytes, count, duration, plural} from '../base/format.js';
import {colourOf} from '../base/palette.js';
import {href} from '../base/router.js';
import {vars} from '../base/vars.js';
import {shortType} from '../errors/error-names.js';
import {statusOf} from '../traces/status.js';

const card = (id, title, aside, to, body) => html`<section class="card" aria-labelledby=${id}><header><h2 id=${id}>${title}</h2>${aside}
  <span class="end"><a href=${to}>All</a></span></header>${body}</section>`;

const ORDER = {firing: 0, pending: 1};
const SEVERITY = {critical: 0, warning: 1, info: 2};
const severityOf = (alert) => SEVERITY[alert.labels.severity] ?? 3;

const nameOf = (alert) => alert.labels.alertname;

/** Null when the console has no rules to answer with. */
export function alertsCard(list) {
  const to = href(['alerts']);
  if (!list) return card('alerts-title', 'Alerts', nothing, to, html`<p class="none">No rules are loaded.</p>`);
  // A watchdog fires as long as all is well.
  const real = list.filter((a) => a.labels.severity !== 'none');
  const sorted = real.sort((a, b) => ORDER[a.state] - ORDER[b.state] || severityOf(a) - severityOf(b) || a.activeAt.localeCompare(b.activeAt));
  // One row a name: an alert of many series must not hide the others.
  const named = sorted.filter((a, i) => sorted.findIndex((other) => nameOf(other) === nameOf(a)) === i);
  const alike = (a) => sorted.filter((other) => nameOf(other) === nameOf(a) && other.state === a.state).length;
  const firing = named.filter((a) => a.state === 'firing').length;
  return card('alerts-title', 'Alerts', html`<span class="badge ${firing ? 'firing' : 'ok'}">${firing ? `${firing} firing` : 'none firing'}</span>`, to,
    named.length
      ? html`<table class="list"><tbody>${named.slice(0, 6).map((a) => html`<tr class="opens">
          <td class="tight"><span class="badge ${a.state}">${a.state}</span></td>
          <td><a data-row href=${href(['alerts', nameOf(a)])}>${nameOf(a)}</a><div class="small muted">${a.annotations.summary ?? ''}</div></td>
          <td class="num muted small">${alike(a) > 1 ? html`<b>${alike(a)}</b> series, ` : nothing}${ago(Date.parse(a.activeAt))}</td></tr>`)}</tbody></table>`
      : html`<p class="none">Every alert rule is quiet.</p>`);
}

export function errorsCard(answer) {
  return card('errors-title', 'Newest errors', nothing, href(['errors']), answer?.errors.length
    ? html`<table class="list"><tbody>${answer.errors.slice(0, 6).map((e) => html`<tr class="opens">
        <td><a data-row href=${href(['errors', e.fingerprint])}>${shortType(e.type, e.logger)}</a><div class="small muted clip">${e.message}</div></td>
        <td class="num"><b>${count(e.count)}</b>×</td><td class="num muted small">${ago(e.last_seen_millis)}</td></tr>`)}</tbody></table>`
    : html`<p class="none">No error has been logged.</p>`);
}

export function slowestCard(traces) {
  const longest = Math.max(...traces.map((t) => t.duration_millis), 1e-6);
  return card('slowest-title', 'Slowest traces', nothing, href(['traces']), traces.length
    ? html`<table class="list"><tbody>${traces.map((t) => html`<tr class="opens">
        <td><a data-row href=${href(['traces', t.trace_id])}>${t.name}</a> ${t.error_count ? html`<span class="small bad-text">${plural(t.error_count, 'error')}</span>` : nothing}
          <div class="small"><span class="chip" ${vars({'--service': colourOf(t.service)})}><span class="muted">${t.service}</span></span></div></td>
        <td>${statusOf(t)}</td>
        <td class="took-cell"><div class="meter"><span class="num">${duration(t.duration_millis)}</span><span class="rail"><i ${vars({'--share': `${(t.duration_millis / longest) * 100}%`, '--service': colourOf(t.service)})}></i></span></div></td></tr>`)}</tbody></table>`
    : html`<p class="none">No trace of this time is kept. <a href=${href(['intake'])}>What has come in?</a></p>`);
}

export function intakeCard(overview) {
  const row = (name, f) => html`<tr><td>${name}</td><td class="num">${count(f.received)}</td><td class="num ${f.evicted ? '' : 'muted'}">${count(f.evicted)}</td>
    <td class="num ${f.refused ? 'bad-text' : 'muted'}">${count(f.refused)}</td>
    <td class="fill-cell"><span class="fill" title="${bytes(f.held_bytes)} of ${bytes(f.cap_bytes)}"><i ${vars({'--share': `${(100 * f.held_bytes) / f.cap_bytes}%`})}></i></span></td></tr>`;
  const up = overview.targets.filter((t) => t.health === 'up').length;
  return card('intake-title', 'Intake', html`<span class="badge ${up === overview.targets.length ? 'ok' : 'down'}">${up} of ${plural(overview.targets.length, 'target')} up</span>`, href(['intake']),
    html`<table class="list"><thead><tr><th scope="col"></th><th scope="col" class="num">Received</th><th scope="col" class="num">Evicted</th><th scope="col" class="num">Refused</th><th scope="col">Store</th></tr></thead>
      <tbody>${row('Spans', overview.spans)}${row('Log lines', overview.logs)}${row('Samples', overview.samples)}</tbody></table>`);
}
