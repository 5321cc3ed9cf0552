import {html, nothing} from 'lit';
import {pairs} from '../base/attributes.js';
import {duration, offset, percent} from '../base/format.js';
import {href} from '../base/router.js';
import {copyButton} from './copy-button.js';
import * as icons from '../base/icons.js';

/** Everything a span says of itself; `critical` is how many of its milliseconds the trace waited for. */
export function spanDetails(span, trace, critical, close) {
  const origin = trace.origins[span.origin];
  const share = critical / Math.max(trace.summary.duration_millis, 1e-6);
  const facts = [
    ['Service', origin.service], ['Kind', span.kind || 'unspecified'], ['Start', offset(span.offset_millis)],
    ['Duration', duration(span.duration_millis)], ['Critical path', critical ? `${duration(critical)}, ${percent(share)} of the trace` : ''], ['Span id', span.span_id],
    ['Scope', [origin.scope, origin.scope_version].filter(Boolean).join(' ')], ['Trace state', span.trace_state],
  ].filter(([, value]) => value).map(([key, value]) => ({key, value}));
  return html`<div class="details" role="region" aria-label="Details of ${span.name}">
    <div class="top"><strong>${span.name}</strong>
      ${copyButton('Copy link', () => location.origin + location.pathname + href(['traces', trace.summary.trace_id, span.span_id]))}
      <button class="button plain last" type="button" @click=${close} aria-label="Close details">${icons.close}</button></div>
    ${span.failed && span.status_message ? html`<p class="message">${span.status_message}</p>` : nothing}
    <div class="columns"><dl class="pairs">${facts.map((f) => html`<dt>${f.key}</dt><dd>${f.value}</dd>`)}</dl></div>
    ${span.attributes.length ? html`<section><h3>Attributes</h3>${pairs(span.attributes)}</section>` : nothing}
    ${span.events.length ? html`<section><h3>Events</h3>${span.events.map(event)}</section>` : nothing}
    ${span.links.length ? html`<section><h3>Links</h3>${span.links.map(link)}</section>` : nothing}
    ${span.dropped ? html`<section><h3>${span.dropped} attributes, events or links were dropped by the sender</h3></section>` : nothing}
    <section><h3>Resource</h3>${pairs(origin.resource)}</section>
  </div>`;
}

function event(e) {
  return html`<div class="event ${e.name === 'exception' ? 'exception' : ''}"><span class="at">${offset(e.offset_millis)}</span>${e.name}
    ${e.attributes.length ? pairs(e.attributes) : nothing}</div>`;
}

function link(l) {
  return html`<div class="event link-row">${l.held
    ? html`<a href=${href(['traces', l.trace_id, l.span_id])}>${l.trace_id}</a>`
    : html`<code title="This trace is not kept here">${l.trace_id}</code> <span class="at">not kept here</span>`}
    ${l.attributes.length ? pairs(l.attributes) : nothing}</div>`;
}
