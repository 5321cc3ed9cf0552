import {html} from 'lit';
import {LightElement} from '../base/light-element.js';
import * as icons from '../base/icons.js';

const TOLD_MILLIS = 1500;

/** A button that puts `text()` on the clipboard and says so. */
class CopyButton extends LightElement {
  static properties = {label: {}, text: {attribute: false}, told: {state: true}};

  render() {
    return html`<button class="button plain" type="button" @click=${this.#copy}>${icons.copy} <span aria-live="polite">${this.told ?? this.label}</span></button>`;
  }

  async #copy() {
    const text = this.text();
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      this.told = 'Copied';
    } else {
      // Only pages from this machine or over TLS may copy by themselves.
      prompt('To copy', text);
      return;
    }
    setTimeout(() => (this.told = undefined), TOLD_MILLIS);
  }
}

customElements.define('copy-button', CopyButton);

export const copyButton = (label, text) => html`<copy-button .label=${label} .text=${text}></copy-button>`;
