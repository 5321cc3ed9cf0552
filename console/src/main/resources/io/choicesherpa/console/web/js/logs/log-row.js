import {html, nothing} from 'lit';
import {timeOfDay, moment} from '../base/format.js';
import {colourOf} from '../base/palette.js';
import {href} from '../base/router.js';
import {vars} from '../base/vars.js';
import {errorOf} from './log-error.js';
import {labelName} from './log-query.js';

const TRACE = 'exception.stacktrace';
/** So much of its fields stands behind a line; the rest is cut off by the window's edge. */
const INLINE_CHARS = 160;
/** Who and where from, which help to search and not to read. */
const NOT_INLINE = /^(exception|code|thread|error|span)[._]|^(request_id|user_id|session_id|fingerprint|thread|span)$/;

/**
 * One line. `actions`: `toggle(line)`, `filter(name, operator, value)` where fields can be searched
 * for, and `error: false` where its error is shown already.
 */
export function logRow(line, {open, lit = false, actions}) {
  const error = errorOf(line);
  return html`<li class="line level-${line.level} ${open ? 'open' : ''} ${lit ? 'lit' : ''}" data-line=${line.id}>
    <button type="button" data-row aria-expanded=${open ? 'true' : 'false'} @click=${() => actions.toggle(line)}>
      <time title=${moment(line.time_millis)}>${timeOfDay(line.time_millis)}</time>
      <span class="level ${line.level}">${line.level || '–'}</span>
      <span class="chip" ${vars({'--service': colourOf(line.service)})} title=${line.service}><span>${line.service}</span></span>
      <span class="body">${line.body || line.event}${error ? html` <span class="bad-text">${error}</span>` : nothing}<small>${inline(line)}</small></span>
    </button>
    ${open ? details(line, actions) : nothing}
  </li>`;
}

function inline(line) {
  return line.attributes.filter((a) => !NOT_INLINE.test(a.key)).map((a) => `${a.key}=${a.value}`).join('  ').slice(0, INLINE_CHARS);
}

function details(line, actions) {
  const stack = line.attributes.find((a) => a.key === TRACE)?.value;
  const facts = [
    ['service_name', line.service], ['level', (line.level || '').toLowerCase()], ['target', line.logger], ['environment', line.environment],
    ['trace_id', line.trace_id], ['span_id', line.span_id],
    ...[...line.attributes].filter((a) => a.key !== TRACE).sort((a, b) => (a.key < b.key ? -1 : 1)).map((a) => [a.key, String(a.value)]),
  ].filter(([, value]) => value);
  return html`<div class="line-details">
    <p class="line-actions">
      ${line.trace_id ? html`<a class="button" href=${href(['traces', line.trace_id, ...(line.span_id ? [line.span_id] : [])])}>Open trace</a>` : nothing}
      <a class="button" href=${href(['logs'], {context: line.id})}>Show context</a>
      ${line.fingerprint && actions.error !== false ? html`<a class="button" href=${href(['errors', line.fingerprint])}>All of this error</a>` : nothing}
      <span class="muted small">${moment(line.time_millis)}</span></p>
    <table class="fields-table"><tbody>${facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="mono">${value}</td>
      <td class="filters">${actions.filter ? html`<button type="button" aria-label="Only lines with this ${name}" title="Only lines with this" @click=${() => actions.filter(labelName(name), '=', value)}>=</button>
        <button type="button" aria-label="Only lines without this ${name}" title="Only lines without this" @click=${() => actions.filter(labelName(name), '!=', value)}>≠</button>` : nothing}</td></tr>`)}</tbody></table>
    ${stack ? html`<pre class="stack-trace" tabindex="0" aria-label="Stack trace">${stack}</pre>` : nothing}
  </div>`;
}
