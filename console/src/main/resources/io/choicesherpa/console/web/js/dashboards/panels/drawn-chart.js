import {html, nothing} from 'lit';
import {LightElement} from '../../base/light-element.js';
import {Canvas} from '../../chart/canvas.js';

/**
 * Anything of ECharts that is no series against time. `options` is called with the element's size
 * each time that it is drawn; `clicked` takes ECharts' events; `said` stands in words for what the
 * canvas shows.
 */
class DrawnChart extends LightElement {
  static properties = {options: {attribute: false}, clicked: {attribute: false}, label: {}, said: {attribute: false}};

  updated() {
    this.canvas ??= new Canvas(this.querySelector('.canvas'), () => this.#draw(), () => this.#draw());
    this.#draw();
  }

  async #draw() {
    const canvas = this.canvas;
    await canvas?.draw(() => this.options(this.clientWidth, this.clientHeight));
    if (this.clicked) canvas?.onClick(this.clicked);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.canvas?.close();
    this.canvas = undefined;
  }

  render() {
    return html`<div class="canvas" role="img" aria-label=${this.label ?? 'Chart'}></div>
      ${this.said?.length ? html`<ul class="sr-only">${this.said.map((s) => html`<li>${s}</li>`)}</ul>` : nothing}`;
  }
}

customElements.define('drawn-chart', DrawnChart);
