import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {Refused, sendJson} from '../base/api.js';
import {moment} from '../base/format.js';
import {matchersOf} from './alert-model.js';

const TIMES = [['30 minutes', 0.5], ['1 hour', 1], ['4 hours', 4], ['1 day', 24], ['1 week', 168]];
const HOUR_MILLIS = 3_600_000;

/** Silences what bears `labels` for a while. Emits `changed`, which bubbles. */
class SilenceForm extends LightElement {
  static properties = {labels: {attribute: false}, silences: {attribute: false}, said: {state: true}, failed: {state: true}, left: {state: true}};

  constructor() {
    super();
    this.left = new Set();
  }

  render() {
    const names = Object.entries(this.labels);
    return html`<div class="body">
      ${this.silences.map((s) => html`<p class="small">Until <b>${moment(s.ends_at_millis).slice(0, 16)}</b>${s.comment ? html`: ${s.comment}` : nothing}
        ${s.id ? html`<button class="button plain" type="button" @click=${() => this.#end(s.id)}>End it</button>` : nothing}</p>`)}
      <form class="silence" @submit=${this.#submit}>
        <div class="labels" role="group" aria-label="Labels that must be the same">${names.map(([k, v]) => html`<label class="label"><input type="checkbox" .checked=${!this.left.has(k)} ?disabled=${k === 'alertname'} @change=${() => this.#turn(k)}> <b>${k}=</b>${v}</label>`)}</div>
        <label>For <select name="hours">${TIMES.map(([title, hours]) => html`<option value=${hours} ?selected=${hours === 1}>${title}</option>`)}</select></label>
        <input name="comment" aria-label="Why" placeholder="Why, and who looks into it" required maxlength="500" autocomplete="off">
        <button class="button">Silence</button>
      </form>
      <p class="small ${this.failed ? 'bad-text' : 'muted'}" role="status">${this.failed ?? this.said ?? ''}</p></div>`;
  }

  #turn(name) {
    const left = new Set(this.left);
    if (!left.delete(name)) left.add(name);
    this.left = left;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const ends = Date.now() + Number(form.elements.hours.value) * HOUR_MILLIS;
    const labels = Object.fromEntries(Object.entries(this.labels).filter(([k]) => !this.left.has(k)));
    await this.#send(() => sendJson('POST', '/console/api/silences', {matchers: matchersOf(labels), ends_at_millis: ends, created_by: 'page', comment: form.elements.comment.value.trim()}), 'Silenced.');
    if (!this.failed) form.reset();
  }

  #end(id) {
    return this.#send(() => sendJson('DELETE', `/console/api/silences/${encodeURIComponent(id)}`), 'The silence has ended.');
  }

  async #send(request, said) {
    try {
      await request();
      this.failed = undefined;
      this.said = said;
      this.dispatchEvent(new CustomEvent('changed', {bubbles: true}));
    } catch (failure) {
      this.failed = failure instanceof Refused && failure.status === 404 ? 'This console keeps no silences.' : failure.message;
    }
  }
}

customElements.define('silence-form', SilenceForm);
