import {html, nothing} from 'lit';
import {LightElement} from '../base/light-element.js';
import {seriesColour} from '../base/colours.js';
import {href} from '../base/router.js';
import {vars} from '../base/vars.js';
import {Canvas} from './canvas.js';
import {legend, tableAlternative} from './legend.js';
import {optionsFor} from './options.js';
import {pointsAt, tooltip} from './tooltip.js';

/** Less than this many pixels is a click and no range. */
const LEAST_BRUSH = 6;

/** Charts on a page share the marker's time. */
const cursor = new EventTarget();

/**
 * Series against time.
 *
 * `series`: `{name, points: [[epoch ms, number|null]…], color?, type?: 'line'|'bar', unit?, axis?:
 * 'left'|'right', stack?, fill?: 0…1, dashed?, width?, step?, smooth?, spanNulls?, symbols?}`.
 * `range`: `{start, end}` in epoch ms. `thresholds`: `{value, color?, label?}` with `thresholdStyle`
 * made of line, dashed, area; `thresholdsInView` widens the axis to them. `regions`: `{start, end,
 * label?, color?}`. `exemplars`: `{time, value, traceId}`; `points`: `{time, value, color, href}`. `unit`, `rightUnit`: see units.js.
 * `stack`: none, normal, percent. `legend`: list, table, hidden, with `legendValues` of stats.js.
 *
 * Dragging emits `range-select` with `{start, end}`, which bubbles to the shell. A click on an
 * exemplar opens its trace, one on a point what it links to.
 */
export class TimeChart extends LightElement {
  static properties = {
    series: {attribute: false}, range: {attribute: false}, unit: {}, rightUnit: {attribute: 'right-unit'},
    decimals: {type: Number}, axisDecimals: {type: Number, attribute: 'axis-decimals'}, min: {type: Number}, max: {type: Number}, fit: {type: Boolean},
    stack: {}, logScale: {type: Boolean, attribute: 'log-scale'}, legend: {}, legendValues: {attribute: false},
    thresholds: {attribute: false}, thresholdStyle: {attribute: 'threshold-style'}, thresholdsInView: {type: Boolean, attribute: 'thresholds-in-view'},
    regions: {attribute: false}, exemplars: {attribute: false}, points: {attribute: false}, label: {}, message: {},
    hidden_: {state: true}, hover: {state: true}, brush: {state: true}, marker: {state: true},
  };

  constructor() {
    super();
    this.series = [];
    this.legend = 'list';
    this.label = 'Chart';
    this.hidden_ = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.follow = (event) => event.detail.from !== this && this.#mark(event.detail.time);
    cursor.addEventListener('move', this.follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cursor.removeEventListener('move', this.follow);
    this.canvas?.close();
    this.canvas = undefined;
  }

  willUpdate(changed) {
    if (changed.has('series')) {
      this.series = (this.series ?? []).map((s, i) => ({...s, color: s.color ?? seriesColour(i)}));
      const all = this.series.find((s) => s.points.length > 1);
      this.stepMillis = all ? (all.points.at(-1)[0] - all.points[0][0]) / (all.points.length - 1) : 60_000;
    }
  }

  get visible() {
    const shown = this.series.filter((s) => !this.hidden_.has(s.name));
    return shown.length ? shown : this.series;
  }

  updated(changed) {
    this.canvas ??= new Canvas(this.querySelector('.canvas'), () => this.#draw(), () => this.#leave());
    if ([...changed.keys()].some((k) => !['hover', 'brush', 'marker'].includes(k))) this.#draw();
  }

  async #draw() {
    const canvas = this.canvas;
    await canvas?.draw(() => optionsFor(this, this.visible, this.clientWidth));
    canvas?.onClick((event) => {
      const exemplar = event.seriesId === 'exemplars' && this.exemplars?.[event.data.exemplar];
      if (exemplar) location.hash = href(['traces', exemplar.traceId]);
      if (event.seriesId === 'points') location.hash = this.points[event.data.at].href;
    });
  }

  render() {
    const empty = this.message ?? (this.points?.length || this.series.some((s) => s.points.length) ? undefined : 'No data');
    return html`<div class="plot" role="group" tabindex="0" aria-label="${this.label}. ${this.series.length} series" @keydown=${this.#key} @blur=${this.#leave}
        @pointermove=${this.#move} @pointerleave=${this.#leave} @pointerdown=${this.#down} @pointerup=${this.#up} @pointercancel=${this.#cancel}>
        <div class="canvas" aria-hidden="true"></div>
        ${this.marker === undefined ? nothing : html`<i class="marker" ${vars({'--x': `${this.marker}px`})}></i>`}
        ${this.brush ? html`<i class="brush" ${vars({'--x': `${Math.min(this.brush.from, this.brush.to)}px`, '--w': `${Math.abs(this.brush.to - this.brush.from)}px`})}></i>` : nothing}
        ${this.hover && !this.brush ? tooltip(this, this.hover, this.clientWidth) : nothing}
        ${empty ? html`<p class="no-data">${empty}</p>` : nothing}
      </div>
      ${this.legend === 'hidden' || !this.series.length ? nothing : legend(this, (s) => !this.visible.includes(s), (s, several) => this.#choose(s, several))}
      ${tableAlternative(this)}
      ${this.exemplars?.length ? html`<ul class="sr-only">${this.exemplars.slice(0, 20).map((e) => html`<li><a tabindex="-1" href=${href(['traces', e.traceId])}>Trace ${e.traceId}</a></li>`)}</ul>` : nothing}`;
  }

  #choose(series, several) {
    const names = this.series.map((s) => s.name);
    const hidden = new Set(this.hidden_);
    if (several) {
      if (!hidden.delete(series.name)) hidden.add(series.name);
    } else {
      const alone = this.visible.length === 1 && this.visible[0] === series;
      hidden.clear();
      if (!alone) names.filter((n) => n !== series.name).forEach((n) => hidden.add(n));
    }
    this.hidden_ = hidden;
  }

  // Marker and tooltip

  #at(event) {
    const box = this.canvas.element.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  }

  #move(event) {
    const plot = this.canvas?.plot;
    if (!plot) return;
    const [x, y] = this.#at(event);
    if (this.brush) {
      const to = Math.min(Math.max(x, plot.x), plot.x + plot.width);
      // Captured only now: a captured click would not reach the exemplars on the canvas.
      if (Math.abs(to - this.brush.from) >= LEAST_BRUSH) event.currentTarget.setPointerCapture(event.pointerId);
      this.brush = {...this.brush, to};
      return;
    }
    if (x < plot.x || x > plot.x + plot.width) return this.#leave();
    this.#hoverAt(this.canvas.toTime(x), y);
  }

  #hoverAt(time, y, byKey = false) {
    const found = pointsAt(time, this.visible, this.canvas, this.stepMillis);
    if (!found) return this.#leave();
    const [x] = this.canvas.toPixel(found.time, 0) ?? [];
    const near = y === undefined ? undefined : found.rows.reduce((a, b) => (Math.abs(b.y - y) < Math.abs(a.y - y) ? b : a));
    this.hover = {...found, x, near, byKey};
    this.marker = x;
    cursor.dispatchEvent(new CustomEvent('move', {detail: {from: this, time: found.time}}));
  }

  #mark(time) {
    const plot = this.canvas?.plot;
    const x = time === undefined ? undefined : this.canvas?.toPixel(time, 0)?.[0];
    this.marker = plot && x >= plot.x && x <= plot.x + plot.width ? x : undefined;
  }

  #leave() {
    if (!this.hover && this.marker === undefined) return;
    this.hover = this.marker = undefined;
    cursor.dispatchEvent(new CustomEvent('move', {detail: {from: this}}));
  }

  #key(event) {
    const by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (!by || event.target !== event.currentTarget || !this.range) return;
    event.preventDefault();
    event.stopPropagation();
    const last = this.visible[0]?.points.at(-1)?.[0];
    this.#hoverAt(this.hover ? this.hover.time + by * this.stepMillis : last, undefined, true);
  }

  // Choosing a range by dragging

  #down(event) {
    const plot = this.canvas?.plot;
    const [x, y] = this.#at(event);
    // A finger scrolls the page; it chooses ranges in the time picker.
    if (!plot || event.button !== 0 || event.pointerType === 'touch' || x < plot.x || y > plot.y + plot.height) return;
    this.brush = {from: x, to: x};
  }

  #up() {
    const brush = this.brush;
    this.brush = undefined;
    if (!brush || Math.abs(brush.to - brush.from) < LEAST_BRUSH) return;
    const [start, end] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)].map((x) => this.canvas.toTime(x));
    this.dispatchEvent(new CustomEvent('range-select', {detail: {start, end}, bubbles: true}));
  }

  #cancel() {
    this.brush = undefined;
  }
}

customElements.define('time-chart', TimeChart);
