import {html} from 'lit';
import {LightElement} from '../base/light-element.js';
import * as icons from '../base/icons.js';
import {href} from '../base/router.js';
import {nextTheme, theme} from '../base/theme.js';
import {PAGES} from './pages.js';

/** The way to every page, at the side; on a phone behind the menu button. */
class AppNav extends LightElement {
  static properties = {current: {}, route: {attribute: false}, open: {type: Boolean, reflect: true}};

  render() {
    return html`<a class="brand" href=${href([])}><img src="/app/mark.svg" alt=""><span>Choice Sherpa</span></a>
      <nav id="navigation" aria-label="Pages">
        ${PAGES.map((page) => html`<a href=${href(page.path ? [page.path] : [])} aria-current=${page.path === this.current ? 'page' : 'false'}
          title="${page.title} (g ${page.key})">${page.icon}<span>${page.title}</span></a>`)}
      </nav>
      <div class="foot">
        <button class="button plain" type="button" @click=${() => this.dispatchEvent(new CustomEvent('help'))} title="Keys (?)" aria-label="Keys and help">${icons.help}<span>Keys</span></button>
        <button class="button plain" type="button" @click=${this.#turnTheme} title="Theme: ${theme()}" aria-label="Theme: ${theme()}">${icons.sunMoon}<span>Theme: ${theme()}</span></button>
      </div>`;
  }

  #turnTheme() {
    nextTheme();
    this.requestUpdate();
  }
}

customElements.define('app-nav', AppNav);
