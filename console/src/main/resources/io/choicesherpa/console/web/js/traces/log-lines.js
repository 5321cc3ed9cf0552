import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {pairs} from '../base/attributes.js';
import {offset, plural} from '../base/format.js';
import {errorOf} from '../logs/log-error.js';

/** The log lines of a trace by time. Emits `select` with {line, spanId} of the line, or null. */
class LogLines extends LightElement {
  static properties = {
    logs: {attribute: false},
    more: {type: Boolean},
    startMillis: {attribute: false},
    selectedSpan: {attribute: false},
    open: {attribute: false},
  };

  updated(changed) {
    if (changed.has('selectedSpan') && this.selectedSpan && this.open === undefined) {
      const list = this.querySelector('.log-list');
      const line = this.querySelector('.log.lit');
      // Only inside the list: the page itself stays where the person looks.
      if (line && list.scrollHeight > list.clientHeight) list.scrollTop = line.offsetTop - list.offsetTop - 40;
    }
  }

  render() {
    return html`<section class="pane logs" aria-labelledby="logs-title">
      <header><h2 id="logs-title">Logs</h2><span role="status">${this.logs ? this.#headline() : 'loading'}</span></header>
      ${this.logs?.length === 0
        ? html`<p class="none">No log line carries this trace's id.</p>`
        : html`<ol class="log-list">${this.logs?.map((log, i) => this.#line(log, i))}</ol>`}
    </section>`;
  }

  #headline() {
    const ofSpan = this.selectedSpan ? this.logs.filter((l) => l.span_id === this.selectedSpan).length : 0;
    const all = plural(this.logs.length, 'line');
    return `${this.more ? 'the first ' : ''}${all}${this.selectedSpan ? `, ${ofSpan} of the chosen span` : ''}`;
  }

  #line(log, i) {
    const open = this.open === i;
    const error = errorOf(log);
    const lit = this.selectedSpan && log.span_id === this.selectedSpan;
    return html`<li class="log ${lit ? 'lit' : this.selectedSpan ? 'dim' : ''}">
      <button type="button" aria-expanded=${open ? 'true' : 'false'} @click=${() => this.#choose(log, i, open)}>
        <span class="at">${offset(log.time_millis - this.startMillis)}</span>
        <span class="level ${log.level}">${log.level || '–'}</span>
        <span class="body">${log.body || log.event}${error ? html` <span class="bad-text">${error}</span>` : nothing}</span>
      </button>
      ${open
        ? html`<div class="fields"><p>${log.service} · ${log.logger}</p>${log.attributes.length ? pairs(log.attributes) : html`<p>No fields.</p>`}</div>`
        : nothing}
    </li>`;
  }

  #choose(log, i, open) {
    this.dispatchEvent(new CustomEvent('select', {detail: open ? null : {line: i, spanId: log.span_id}}));
  }
}

customElements.define('log-lines', LogLines);
