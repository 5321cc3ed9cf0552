import {html} from 'lit';
import {PageElement} from '../base/page-element.js';
import {rangeQuery, namedBy} from '../base/prom.js';
import {stepFor} from '../base/time-range.js';
import '../chart/time-chart.js';

class OverviewPage extends PageElement {
  static properties = {requests: {state: true}, shown: {state: true}};

  async load(signal) {
    const span = this.span;
    const step = stepFor(span);
    const r = await rangeQuery('sum by (status) (rate(http_requests_total[1m]))', span, step, signal);
    this.requests = r.series.map((s) => ({...s, name: namedBy(s.labels, '{{status}}')}));
    this.shown = span;
  }

  render() {
    return html`<div class="card"><header><h2>Requests</h2></header><div class="body">
      <time-chart label="Requests" unit="reqps" .series=${this.requests ?? []} .range=${this.shown} legend="table" .legendValues=${['mean', 'max', 'lastNotNull']}></time-chart></div></div>`;
  }
}
customElements.define('overview-page', OverviewPage);
