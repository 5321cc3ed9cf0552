import {html} from 'lit';
import {LightElement} from '../base/light-element.js';
import './trace-list.js';
import './trace-view.js';

/** `#/traces` is the list, `#/traces/{id}` one trace, `#/traces/{id}/{span}` one span of it. */
class TracesPage extends LightElement {
  static properties = {route: {attribute: false}, range: {attribute: false}, tick: {attribute: false}};

  render() {
    const [, trace, span] = this.route?.path ?? [];
    if (trace) {
      // What is no id is asked for as it stands: the console says what is wrong with it.
      this.cameFrom = /^[0-9a-fA-F]{1,32}$/.test(trace) ? trace.toLowerCase().padStart(32, '0') : trace;
      return html`<trace-view .traceId=${this.cameFrom} .spanId=${span?.toLowerCase()}></trace-view>`;
    }
    return html`<trace-list .route=${this.route} .range=${this.range} .focusTrace=${this.cameFrom}></trace-list>`;
  }

  key(event) {
    return this.querySelector('trace-list, trace-view')?.key?.(event) ?? false;
  }
}

customElements.define('traces-page', TracesPage);
