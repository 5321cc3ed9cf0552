import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {plural} from '../base/format.js';
import {allMetrics} from './completion.js';

/** All metrics with type and help, to begin with. Emits `pick` with an expression that fits the type. */
class MetricBrowser extends LightElement {
  static properties = {metrics: {state: true}, text: {state: true}, failed: {state: true}};

  constructor() {
    super();
    this.text = '';
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      this.metrics = families(await allMetrics());
    } catch (failure) {
      this.failed = failure.message;
    }
  }

  render() {
    if (this.failed) return html`<p class="none">${this.failed}</p>`;
    const words = this.text.toLowerCase().split(/\s+/);
    const shown = (this.metrics ?? []).filter((m) => words.every((w) => m.name.toLowerCase().includes(w) || m.help.toLowerCase().includes(w)));
    return html`<section class="card browser" aria-labelledby="browser-title"><header><h2 id="browser-title">Metrics</h2><span>${this.metrics ? plural(shown.length, 'family', 'families') : ''}</span>
        <span class="end"><input type="search" aria-label="Search metrics" placeholder="Search name and help" .value=${this.text} @input=${(e) => (this.text = e.target.value)}></span></header>
      <table class="list"><tbody>${shown.map((m) => html`<tr class="opens"><td class="tight"><span class="badge">${m.type}</span></td>
        <td><a data-row href="#" @click=${(e) => this.#pick(e, m)}>${m.name}</a><div class="small muted">${m.help}</div></td></tr>`)}</tbody></table>
      ${this.metrics && !shown.length ? html`<p class="none">${this.metrics.length ? 'No metric of that name.' : 'No metric has been received yet.'}</p>` : nothing}</section>`;
  }

  #pick(event, metric) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('pick', {detail: expressionFor(metric)}));
  }
}

/** One entry for a histogram, not three. */
function families(metrics) {
  const byName = new Map();
  for (const m of metrics) {
    const isPart = m.kind === 'histogram' || m.kind === 'summary';
    const name = isPart ? m.word.replace(/_(bucket|sum|count|created)$/, '') : m.word;
    const known = byName.get(name) ?? {name, type: m.kind, help: m.help, words: new Set()};
    known.words.add(m.word);
    byName.set(name, known);
  }
  return [...byName.values()];
}

function expressionFor({name, type, words}) {
  if (type === 'histogram' && words.has(`${name}_bucket`)) return `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket[5m])))`;
  if (type === 'histogram') return `histogram_quantile(0.95, sum(rate(${name}[5m])))`;
  if (type === 'counter' || /_total$/.test(name)) return `rate(${name}[5m])`;
  return type === 'summary' ? `rate(${name}_sum[5m]) / rate(${name}_count[5m])` : name;
}

customElements.define('metric-browser', MetricBrowser);
