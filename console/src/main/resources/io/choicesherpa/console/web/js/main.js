import {html, nothing} from 'lit';
import {LightElement} from './light-element.js';
import {Live} from './live.js';
import {getJson} from './api.js';
import {applyTheme} from './theme.js';
import './status-header.js';
import './trace-list.js';
import './trace-view.js';

applyTheme();

/** The whole page: header, and the view that the address names. */
class ConsoleApp extends LightElement {
  static properties = {
    route: {state: true},
    overview: {state: true},
    connection: {state: true},
    retryMillis: {state: true},
  };

  constructor() {
    super();
    this.connection = 'connecting';
    this.live = new Live((state, retryMillis) => {
      this.connection = state;
      this.retryMillis = retryMillis;
    });
    this.route = this.#route();
    window.addEventListener('hashchange', () => {
      this.cameFrom = this.route.trace;
      this.route = this.#route();
    });
    this.#firstOverview();
  }

  #route() {
    const match = location.hash.match(/^#\/traces\/([0-9a-fA-F]{1,32})(?:\/([0-9a-fA-F]{16}))?$/);
    return match ? {trace: match[1].toLowerCase().padStart(32, '0'), span: match[2]?.toLowerCase()} : {};
  }

  async #firstOverview() {
    try {
      this.overview ??= await getJson('/console/api/overview');
    } catch {
      // the view's own fetch tells of a lost connection
    }
  }

  render() {
    return html`<status-header .overview=${this.overview} .connection=${this.connection}></status-header>
      <main>
        ${this.connection === 'lost' ? this.#lost() : nothing}
        ${this.route.trace
          ? html`<trace-view .live=${this.live} .traceId=${this.route.trace} .spanId=${this.route.span} @overview=${this.#overview}></trace-view>`
          : html`<trace-list .live=${this.live} .overview=${this.overview} .connection=${this.connection} .focusTrace=${this.cameFrom} @overview=${this.#overview}></trace-list>`}
      </main>`;
  }

  #overview(event) {
    this.overview = event.detail;
  }

  #lost() {
    return html`<div class="notice bad" role="alert">
      The console does not answer. Trying again in ${Math.round(this.retryMillis / 1000)} s; what is shown may be old.
      <button class="button" type="button" @click=${() => this.live.retryNow()}>Try now</button>
    </div>`;
  }
}

customElements.define('console-app', ConsoleApp);
