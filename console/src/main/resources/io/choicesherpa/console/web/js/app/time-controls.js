import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import * as icons from '../base/icons.js';
import {setParams} from '../base/router.js';
import {DEFAULT_RANGE, DEFAULT_REFRESH, parseTime, QUICK_RANGES, rangeLabel, REFRESHES, resolve} from '../base/time-range.js';

const STATES = {live: 'Live', connecting: 'Connecting', paused: 'Paused', lost: 'Connection lost'};

/** What time is looked at, and how often it renews. Both stand in the address. */
class TimeControls extends LightElement {
  static properties = {
    range: {attribute: false},
    refreshText: {attribute: false},
    timed: {type: Boolean},
    state: {},
    open: {state: true},
    wrong: {state: true},
  };

  connectedCallback() {
    super.connectedCallback();
    this.outside = (event) => this.open && !this.contains(event.target) && (this.open = false);
    document.addEventListener('pointerdown', this.outside);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.outside);
  }

  render() {
    return html`<span class="health" role="status" title=${STATES[this.state]}><span class="dot ${this.state}"></span><span class="word">${STATES[this.state]}</span></span>
      ${this.timed ? this.#picker() : nothing}
      <span class="joined">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent('refresh'))} aria-label="Refresh now" title="Refresh now (r)">${icons.refresh}</button>
        <select class="button" aria-label="Refresh every" @change=${(e) => setParams({refresh: e.target.value === DEFAULT_REFRESH ? '' : e.target.value})}>
          ${[...new Set([...REFRESHES, this.refreshText])].map((r) => html`<option value=${r} ?selected=${r === this.refreshText}>${r}</option>`)}
        </select>
      </span>`;
  }

  #picker() {
    return html`<div class="picker" @keydown=${this.#key}>
      <button class="button" type="button" id="time-range" aria-haspopup="dialog" aria-expanded=${this.open ? 'true' : 'false'}
        @click=${this.#turn}>${icons.clock}<span>${rangeLabel(this.range)}</span></button>
      ${this.open ? this.#sheet() : nothing}
    </div>`;
  }

  #sheet() {
    const {start, end} = resolve(this.range);
    return html`<div class="sheet" role="dialog" aria-label="Time range">
      <form @submit=${this.#absolute}>
        <label>From <input name="from" autocomplete="off" spellcheck="false" .value=${local(start)} aria-invalid=${this.wrong ? 'true' : 'false'}></label>
        <label>To <input name="to" autocomplete="off" spellcheck="false" .value=${this.range.to === 'now' ? 'now' : local(end)}></label>
        <p class="hint" role="alert">${this.wrong ?? 'A date and time, now, or now-2h'}</p>
        <div class="row"><button class="button primary">Apply</button>
          <button class="button" type="button" title="Half a range back" @click=${() => this.#shift(-1)} aria-label="Earlier">${icons.back}</button>
          <button class="button" type="button" title="Half a range on" @click=${() => this.#shift(1)} aria-label="Later">${icons.chevron}</button>
          <button class="button" type="button" @click=${this.#wider}>Zoom out</button></div>
      </form>
      <ul>${QUICK_RANGES.map(([from, label]) => html`<li><button type="button" aria-pressed=${this.range.to === 'now' && from === this.range.from ? 'true' : 'false'}
        @click=${() => this.#set(from, 'now')}>${label}</button></li>`)}</ul>
    </div>`;
  }

  async #turn() {
    this.open = !this.open;
    this.wrong = undefined;
    await this.updateComplete;
    this.querySelector('.sheet [aria-pressed="true"], .sheet input')?.focus();
  }

  #key(event) {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.open = false;
    this.querySelector('#time-range').focus();
  }

  #absolute(event) {
    event.preventDefault();
    const {from, to} = Object.fromEntries(['from', 'to'].map((n) => [n, event.target.elements[n].value.trim().replace(/^(\d{4}-\d\d-\d\d) /, '$1T')]));
    const start = parseTime(from, Date.now());
    const end = parseTime(to, Date.now(), true);
    if (start === null || end === null) this.wrong = `${start === null ? from : to} is no time`;
    else if (start >= end) this.wrong = 'From must come before to';
    else this.#set(from.startsWith('now') ? from : start, to.startsWith('now') ? to : end);
  }

  #set(from, to) {
    const isDefault = from === DEFAULT_RANGE.from && to === DEFAULT_RANGE.to;
    setParams({from: isDefault ? '' : from, to: to === 'now' ? '' : to}, {replace: false});
    this.open = false;
  }

  #shift(direction) {
    const {start, end} = resolve(this.range);
    const half = ((end - start) / 2) * direction;
    this.#set(Math.round(start + half), Math.round(end + half));
  }

  #wider() {
    const {start, end} = resolve(this.range);
    const half = (end - start) / 2;
    this.#set(Math.round(start - half), Math.round(Math.min(end + half, Date.now())));
  }
}

function local(millis) {
  const t = new Date(millis);
  return new Date(millis - t.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

customElements.define('time-controls', TimeControls);
