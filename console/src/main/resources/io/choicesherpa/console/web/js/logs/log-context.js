import {html, nothing} from 'lit';
import {getJson, Refused} from '../base/api.js';
import * as icons from '../base/icons.js';
import {PageElement} from '../base/page-element.js';
import {href} from '../base/router.js';
import {logRow} from './log-row.js';

const STEP = 20;
const MOST = 500;

/** A line among those that its service wrote before and after it. */
class LogContext extends PageElement {
  static properties = {lineId: {}, answer: {state: true}, before: {state: true}, after: {state: true}, open: {state: true}};

  constructor() {
    super();
    this.before = this.after = STEP;
  }

  inputs() {
    return this.lineId;
  }

  async load(signal) {
    this.answer = await getJson('/console/api/logs/context', {id: this.lineId, before: this.before, after: this.after}, signal);
  }

  async #more(side) {
    this[side] = Math.min(MOST, this[side] * 2);
    await this.reload();
  }

  render() {
    const a = this.answer;
    const gone = this.problem instanceof Refused;
    return html`<section class="card log-card" aria-labelledby="context-title"><header><a class="button plain" href=${href(['logs'], {query: ''})}>${icons.back} All logs</a><h2 id="context-title">Context of a line</h2>
        ${a ? html`<span>${a.line.service}${a.line.instance ? ` · ${a.line.instance}` : ''}</span>` : nothing}</header>
      ${gone ? html`<p class="none">${this.problem.message}</p>` : nothing}
      ${a && !gone ? html`<p class="more-lines"><button class="button plain" type="button" ?disabled=${a.before.length < this.before} @click=${() => this.#more('before')}>Earlier lines</button></p>
        <ol class="lines">${[...a.before, a.line, ...a.after].map((line) => logRow(line, {open: this.open === line.id, lit: line.id === a.line.id, actions: {toggle: (l) => (this.open = this.open === l.id ? undefined : l.id)}}))}</ol>
        <p class="more-lines"><button class="button plain" type="button" ?disabled=${a.after.length < this.after} @click=${() => this.#more('after')}>Later lines</button></p>` : nothing}
    </section>`;
  }
}

customElements.define('log-context', LogContext);
