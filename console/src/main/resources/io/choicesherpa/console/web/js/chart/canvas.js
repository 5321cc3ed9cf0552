import {onTheme} from '../base/colours.js';

// ECharts itself: fetched when the first chart is drawn, and kept from writing markup.

let library;

/** The module; one megabyte, so only pages with charts ask for it. */
function echarts() {
  library ??= import('echarts');
  return library;
}

/**
 * ECharts empties its element by `innerHTML = ''`, which the page's content security policy forbids
 * like every assignment of markup. On this one element that means: take the children away.
 */
function withoutMarkup(element) {
  Object.defineProperty(element, 'innerHTML', {
    set(markup) {
      if (markup) throw new TypeError('a chart holds no markup');
      element.replaceChildren();
    },
    get: () => '',
  });
  return element;
}

/** A chart in `element` that keeps its size and theme; `redraw` is called when the theme turns. */
export class Canvas {
  constructor(element, redraw, onResize) {
    this.element = withoutMarkup(element);
    this.redraw = redraw;
    this.endTheme = onTheme(redraw);
    this.sizes = new ResizeObserver(() => {
      if (!this.chart || !element.clientWidth) return;
      this.chart.resize();
      onResize();
    });
    this.sizes.observe(element);
  }

  /** Draws anew; the first time after the library has come. */
  async draw(options) {
    this.wanted = options;
    if (!this.chart) {
      const {init} = await echarts();
      if (this.closed) return;
      this.chart ??= init(this.element, null, {renderer: 'canvas'});
    }
    if (this.wanted !== options) return;
    this.chart.setOption(options(), {notMerge: true, lazyUpdate: false});
  }

  onClick(listener) {
    this.chart?.off('click');
    this.chart?.on('click', listener);
  }

  /** Pixels of a time and value, or null before there is something drawn. */
  toPixel(time, value, axis = 0) {
    const pixel = this.chart?.convertToPixel({xAxisIndex: 0, yAxisIndex: axis}, [time, value ?? 0]);
    return pixel && pixel.every(Number.isFinite) ? pixel : null;
  }

  toTime(x) {
    return this.chart?.convertFromPixel({xAxisIndex: 0}, x) ?? null;
  }

  /** Where the lines are drawn: {x, y, width, height}. */
  get plot() {
    return this.chart?.getModel().getComponent('grid', 0)?.coordinateSystem.getRect();
  }

  close() {
    this.closed = true;
    this.endTheme();
    this.sizes.disconnect();
    this.chart?.dispose();
  }
}
