import {LitElement} from 'lit';

/** Renders into the page itself: one style sheet, one focus order, and find-in-page sees it all. */
export class LightElement extends LitElement {
  createRenderRoot() {
    return this;
  }
}
