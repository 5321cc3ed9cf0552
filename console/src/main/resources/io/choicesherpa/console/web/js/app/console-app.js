import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {become, connection, onConnection} from '../base/connection.js';
import {live} from '../base/live.js';
import {current, onRoute, setParams} from '../base/router.js';
import {DEFAULT_REFRESH, rangeOf, refreshSeconds} from '../base/time-range.js';
import {pageOf} from './pages.js';
import {shellKey} from './shell-keys.js';
import './app-nav.js';
import './help-dialog.js';
import './time-controls.js';

/** The whole page: navigation, time, and the page that the address names. */
class ConsoleApp extends LightElement {
  static properties = {
    route: {state: true},
    connection: {state: true},
    view: {state: true},
    menuOpen: {state: true},
  };

  constructor() {
    super();
    this.tick = 0;
    this.connection = {...connection};
    this.#follow();
    onRoute(() => this.#follow());
    onConnection(() => (this.connection = {...connection}));
    document.addEventListener('keydown', (event) => shellKey(event, this));
    document.addEventListener('visibilitychange', () => document.hidden || this.refresh());
    // Any chart may be dragged over; any page may say what time it means.
    this.addEventListener('range-select', (event) => this.setRange(event.detail.start, event.detail.end));
  }

  /** Epoch milliseconds; a step in the history, so that back leads to the range before. */
  setRange(start, end) {
    setParams({from: Math.round(start), to: Math.round(end)}, {replace: false});
  }

  #follow() {
    const before = this.route;
    this.route = current();
    this.range = rangeOf(this.route.params);
    this.refreshText = this.route.params.get('refresh') ?? DEFAULT_REFRESH;
    this.menuOpen = false;
    this.#restartTimer();
    this.#show(before?.path[0] !== this.route.path[0]);
  }

  async #show(isOther) {
    const page = pageOf(this.route);
    if (!page) {
      this.view = undefined;
      document.title = 'Choice Sherpa Console';
      return;
    }
    if (isOther || !this.view) {
      await page.load();
      if (pageOf(this.route) !== page) return; // went on while the module was fetched
      this.view = document.createElement(page.tag);
      window.scrollTo({top: 0});
    }
    document.title = page.path ? `${page.title} – Choice Sherpa Console` : 'Choice Sherpa Console';
    this.#hand();
  }

  #hand() {
    if (this.view) Object.assign(this.view, {route: this.route, range: this.range, tick: this.tick});
  }

  refresh() {
    this.tick++;
    this.#hand();
  }

  #restartTimer() {
    clearInterval(this.timer);
    const seconds = refreshSeconds(this.refreshText);
    if (seconds) this.timer = setInterval(() => document.hidden || this.refresh(), seconds * 1000);
    live.pause(!seconds);
    if (!seconds) become('paused');
    else if (connection.state === 'paused') become('live');
  }

  showHelp() {
    this.querySelector('help-dialog').show();
  }

  render() {
    const page = pageOf(this.route);
    return html`<a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <app-nav .current=${page?.path} .route=${this.route} ?open=${this.menuOpen} @help=${this.showHelp}></app-nav>
      <div class="stage">
        <header class="topbar">
          <button class="button plain menu" type="button" aria-expanded=${this.menuOpen ? 'true' : 'false'} aria-controls="navigation"
            aria-label="Navigation" @click=${() => (this.menuOpen = !this.menuOpen)}><span></span></button>
          <strong class="where">${page?.title ?? 'Not found'}</strong>
          <time-controls .range=${this.range} .refreshText=${this.refreshText} .timed=${Boolean(page?.timed)} .state=${this.connection.state}
            @refresh=${this.refresh}></time-controls>
        </header>
        <main id="main" tabindex="-1">
          ${this.connection.state === 'lost' ? this.#lost() : nothing}
          ${page ? (this.view ?? nothing) : this.#notFound()}
        </main>
      </div>
      <help-dialog></help-dialog>`;
  }

  #skip(event) {
    // the address is the router's; a plain jump would change it
    event.preventDefault();
    this.querySelector('#main').focus();
  }

  #lost() {
    return html`<div class="notice bad" role="alert">
      The console does not answer. Trying again in ${Math.round(this.connection.retryMillis / 1000)} s; what is shown may be old.
      <button class="button" type="button" @click=${this.refresh}>Try now</button>
    </div>`;
  }

  #notFound() {
    return html`<section class="empty"><h1>No such page</h1><p>Nothing lies at <code>${location.hash}</code>.</p>
      <p><a class="button" href="#/">Overview</a></p></section>`;
  }
}

customElements.define('console-app', ConsoleApp);
