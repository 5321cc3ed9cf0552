import {html, nothing} from 'lit';
import {ago, duration} from '../../base/format.js';
import {href} from '../../base/router.js';
import {logRow} from '../../logs/log-row.js';

// Panels of things that are found: log lines and traces.

/** Log lines, the newest first unless the panel says otherwise. */
export function logs(panel, frames, {open, toggle}) {
  const frame = frames.find((f) => f.kind === 'lines');
  if (!frame?.lines.length) return html`<p class="no-data">No lines</p>`;
  const lines = panel.options?.sortOrder === 'Ascending' ? [...frame.lines].reverse() : frame.lines;
  return html`<ol class="log-lines" tabindex="0" aria-label=${panel.title || 'Log lines'}>${lines.map((line) => logRow(line, {open: open === line.id, actions: {toggle: (l) => toggle(l.id)}}))}</ol>
    ${frame.more ? html`<p class="none small"><a href=${href(['logs'], {query: frame.query})}>More of these lines</a></p>` : nothing}`;
}

/** Traces, each leading to its page. */
export function traces(panel, frames) {
  const found = frames.filter((f) => f.kind === 'traces').flatMap((f) => f.traces);
  if (!found.length) return html`<p class="no-data">No traces</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${panel.title || 'Traces'}><table class="list found"><thead><tr><th scope="col">Trace</th><th scope="col">Service</th><th scope="col" class="num">Spans</th><th scope="col" class="num">Took</th><th scope="col" class="num">Began</th></tr></thead>
    <tbody>${found.map((t) => html`<tr class="opens"><td><a data-row class=${t.error_count ? 'bad-text' : ''} href=${href(['traces', t.trace_id])}>${t.name}</a></td>
      <td class="service small muted">${t.service}</td><td class="num">${t.span_count}</td><td class="num">${duration(t.duration_millis)}</td><td class="num small muted">${ago(t.start_millis)}</td></tr>`)}</tbody></table></div>`;
}
