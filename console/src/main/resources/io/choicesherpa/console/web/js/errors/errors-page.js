import {html, nothing} from 'lit';
import {getJson} from '../base/api.js';
import {ago, count, moment} from '../base/format.js';
import {PageElement} from '../base/page-element.js';
import {introduce} from '../base/palette.js';
import {ifOffered} from '../base/prom.js';
import {href, setParams} from '../base/router.js';
import {shortType} from './error-names.js';
import './error-view.js';

const LIMIT = 200;
/** First seen within this time is worth a word. */
const NEW_MILLIS = 3_600_000;

/** `#/errors` lists errors that are the same as one, `#/errors/{fingerprint}` shows one. */
class ErrorsPage extends PageElement {
  static properties = {answer: {state: true}};

  get service() {
    return this.route.params.get('service') ?? '';
  }

  inputs() {
    return `${this.route.path[1] ? 'one' : 'list'} ${this.service}`;
  }

  async load(signal) {
    if (this.route.path[1]) return;
    this.answer = await ifOffered(getJson('/console/api/errors', {service: this.service, limit: LIMIT}, signal));
    introduce((this.answer?.errors ?? []).flatMap((e) => Object.keys(e.services)));
  }

  key(event) {
    if (event.key !== 'Escape' || !this.route.path[1]) return false;
    location.hash = href(['errors']);
    return true;
  }

  render() {
    const id = this.route?.path[1];
    if (id) return html`<error-view .fingerprint=${id} .route=${this.route} .range=${this.range} .tick=${this.tick}></error-view>`;
    if (this.answer === undefined) return html`<p class="none">${this.problem?.message ?? 'Loading…'}</p>`;
    const wanted = (this.route.params.get('query') ?? '').toLowerCase();
    const all = this.answer?.errors ?? [];
    const shown = all.filter((e) => !wanted || `${e.type} ${e.message} ${e.logger}`.toLowerCase().includes(wanted));
    const services = [...new Set([...all.flatMap((e) => Object.keys(e.services)), ...(this.service ? [this.service] : [])])].sort();
    return html`<h1 class="sr-only">Errors</h1>
      <div class="toolbar" role="search" aria-label="Search errors">
        <div class="field search"><input type="search" data-search aria-label="Type or message" placeholder="Type or message" .value=${this.route.params.get('query') ?? ''} @input=${(e) => setParams({query: e.target.value})}><kbd aria-hidden="true">/</kbd></div>
        <select aria-label="Service" @change=${(e) => setParams({service: e.target.value})}><option value="">All services</option>${services.map((s) => html`<option value=${s} ?selected=${s === this.service}>${s}</option>`)}</select>
        <span class="count" role="status">${count(shown.length)} ${shown.length === 1 ? 'error' : 'errors'}${this.answer?.ungrouped ? `, ${count(this.answer.ungrouped)} more not kept apart` : ''}</span></div>
      <section class="card" aria-label="Errors">${shown.length
        ? html`<table class="list errors-list"><thead><tr><th scope="col">Error</th><th scope="col">Service</th><th scope="col" class="num">Count</th><th scope="col" class="num">First seen</th><th scope="col" class="num">Last seen</th></tr></thead><tbody>${shown.map((e) => this.#row(e))}</tbody></table>`
        : html`<p class="none">${all.length ? 'No error matches.' : 'No error has been logged. Good.'}</p>`}</section>`;
  }

  #row(e) {
    return html`<tr class="opens"><td><a data-row href=${href(['errors', e.fingerprint])} title=${e.type}>${shortType(e.type, e.logger)}</a> ${Date.now() - e.first_seen_millis < NEW_MILLIS ? html`<span class="badge pending">new</span>` : nothing}
        <div class="small muted clip">${e.message}</div></td>
      <td class="small muted">${Object.keys(e.services).join(', ')}</td><td class="num"><b>${count(e.count)}</b></td>
      <td class="num small muted" title=${moment(e.first_seen_millis)}>${ago(e.first_seen_millis)}</td><td class="num small muted" title=${moment(e.last_seen_millis)}>${ago(e.last_seen_millis)}</td></tr>`;
  }
}

customElements.define('errors-page', ErrorsPage);
