import {html, nothing} from 'lit';
import {LightElement} from './light-element.js';
import {sparkline} from './sparkline.js';
import * as icons from './icons.js';
import {bytes, count, exact, percent, rate} from './format.js';
import {nextTheme, theme} from './theme.js';

const CONNECTION = {live: 'Live', connecting: 'Connecting', paused: 'Paused', lost: 'Connection lost'};

/** What is watched, how busy it is, and what the console takes in and lets go. */
class StatusHeader extends LightElement {
  static properties = {overview: {attribute: false}, connection: {}};

  render() {
    return html`<header class="header">
      <a class="brand" href="#/" aria-label="Choice Sherpa Console, recent traces">
        <img src="/app/mark.svg" alt=""> <div>Choice Sherpa <span>Console</span></div>
      </a>
      ${this.overview ? this.#figures(this.overview) : html`<div class="targets"></div>`}
      <div class="header-end">
        <span class="health" role="status"><span class="dot ${this.connection}"></span>${CONNECTION[this.connection]}</span>
        <button class="button plain" type="button" @click=${this.#turnTheme} aria-label="Theme: ${theme()}" title="Theme: ${theme()}">${icons.sunMoon}</button>
      </div>
    </header>`;
  }

  #figures(overview) {
    return html`<div class="targets">${overview.targets.map((target) => this.#target(target, overview))}</div>
      <div class="intake">
        ${this.#intake('spans', overview.spans)} ${this.#intake('logs', overview.logs)} ${this.#lost(overview)}
      </div>`;
  }

  #target(target, overview) {
    const traffic = overview.traffic.find((t) => t.job === target.job);
    const why = target.last_error || `${target.instance}, ${count(target.samples)} samples a scrape`;
    return html`<div class="target" title=${why}>
      <span class="health"><span class="dot ${target.health}"></span><span class="job">${target.job}</span>
        <span class="figure">${target.health === 'unknown' ? 'not scraped yet' : target.health}</span></span>
      ${traffic && target.health === 'up'
        ? html`<span class="figure"><b>${rate(traffic.requests_per_second)}</b> req/s</span>
            <span class="figure ${traffic.error_share > 0.05 ? 'bad' : traffic.error_share > 0 ? 'warn' : ''}"><b>${percent(traffic.error_share)}</b> errors</span>
            ${sparkline(traffic.history, 'Requests per second, last minutes')}`
        : nothing}
    </div>`;
  }

  #intake(name, figures) {
    const title = `${exact(figures.received)} received, ${exact(figures.held)} held in ${bytes(figures.held_bytes)} of ${bytes(figures.cap_bytes)}, ${exact(figures.evicted)} evicted, ${exact(figures.refused)} refused`;
    return html`<span class="figure" title=${title}><b>${count(figures.received)}</b> ${name}${figures.evicted + figures.refused > 0
      ? html`, <b>${count(figures.evicted + figures.refused)}</b> dropped`
      : nothing}</span>`;
  }

  #lost({receivers}) {
    const refused = receivers.malformed + receivers.too_large + receivers.overloaded;
    return refused + receivers.invalid_spans > 0
      ? html`<span class="figure warn" title="${receivers.malformed} malformed, ${receivers.too_large} too large, ${receivers.overloaded} while too busy, ${receivers.invalid_spans} spans without valid ids"><b>${count(refused + receivers.invalid_spans)}</b> refused</span>`
      : nothing;
  }

  #turnTheme() {
    nextTheme();
    this.requestUpdate();
  }
}

customElements.define('status-header', StatusHeader);
