import {html} from 'lit';
import {resolved} from '../../base/colours.js';
import {numberOf} from '../../base/prom.js';
import {go} from '../../base/router.js';
import {formatValue} from '../../base/units.js';
import {timeAxis} from '../../chart/options.js';
import './drawn-chart.js';

const MOST_EXEMPLARS = 60;
const LEAST_OPACITY = 0.08;

/** Buckets of a histogram against time; the more in a bucket, the stronger its colour. */
export function heatmap(panel, frames, {span, step}) {
  const frame = frames.find((f) => f.kind === 'series' && f.series.length);
  if (!frame) return html`<p class="no-data">No data</p>`;
  const buckets = bucketsOf(frame, panel);
  const most = Math.max(0, ...buckets.cells.map((c) => c[2]));
  if (!most) return html`<p class="no-data">No data</p>`;
  const exemplars = frame.exemplars.slice(-MOST_EXEMPLARS);
  const total = buckets.cells.reduce((sum, c) => sum + c[2], 0);
  return html`<drawn-chart label=${panel.title} .options=${(width) => drawn(panel, buckets, {most, span, step, exemplars, width})}
    .clicked=${(event) => event.seriesId === 'exemplars' && go(['traces', exemplars[event.dataIndex].traceId])}
    .said=${[`${formatValue(total, 'short')} observations in ${buckets.names.length} buckets`, ...exemplars.slice(0, 10).map((e) => `Trace ${e.traceId}: ${formatValue(e.value, unitOf(panel))}`)]}></drawn-chart>`;
}

const unitOf = (panel) => panel.options?.yAxis?.unit ?? panel.fieldConfig?.defaults?.unit ?? 'short';

/** Prometheus's buckets count what is below them too; taken apart from the smallest on. */
function bucketsOf(frame, panel) {
  const sorted = [...frame.series].map((s) => ({...s, bound: numberOf(s.labels.le ?? s.name)})).sort((a, b) => a.bound - b.bound);
  const least = panel.options?.filterValues?.le ?? 0;
  const before = new Map();
  const cells = [];
  sorted.forEach((series, row) => {
    for (const [time, value] of series.points) {
      if (value === null) continue;
      const own = Math.max(0, value - (before.get(time) ?? 0));
      before.set(time, value);
      if (own > least) cells.push([time, row, own]);
    }
  });
  return {cells, bounds: sorted.map((s) => s.bound), names: sorted.map((s) => formatValue(s.bound, unitOf(panel)))};
}

function drawn(panel, {cells, bounds, names}, {most, span, step, exemplars, width}) {
  const millis = step * 1000;
  const exponent = panel.options?.color?.exponent ?? 0.5;
  const colour = resolved('var(--series-1)').replace(/[\d.]+\)$/, '');
  const strength = (value) => LEAST_OPACITY + (1 - LEAST_OPACITY) * (value / most) ** exponent;
  const gap = panel.options?.cellGap ?? 1;
  const muted = resolved('var(--muted)');
  const row = (value) => Math.max(0, bounds.findIndex((b) => value <= b));
  return {
    animation: false,
    grid: {left: 4, right: 12, top: 8, bottom: 4, containLabel: true},
    xAxis: timeAxis(span, width),
    yAxis: {type: 'category', data: names, axisLabel: {color: muted, fontSize: 11, hideOverlap: true}, axisLine: {show: false}, axisTick: {show: false}},
    series: [{
      type: 'custom', silent: true, data: cells, encode: {x: 0, y: 1}, clip: true,
      renderItem: (params, api) => {
        const [x, y] = api.coord([api.value(0), api.value(1)]);
        const [left] = api.coord([api.value(0) - millis, api.value(1)]);
        const height = api.size([0, 1])[1];
        const box = {x: left, y: y - height / 2, width: Math.max(1, x - left - gap), height: Math.max(1, height - gap)};
        const {coordSys} = params;
        if (box.x + box.width < coordSys.x || box.x > coordSys.x + coordSys.width) return undefined;
        return {type: 'rect', shape: box, style: {fill: `${colour}${strength(api.value(2)).toFixed(3)})`}};
      },
    }, {
      type: 'scatter', id: 'exemplars', symbol: 'diamond', symbolSize: 8, cursor: 'pointer', z: 5,
      itemStyle: {color: resolved('var(--exemplar)'), borderColor: resolved('var(--surface)'), borderWidth: 1},
      data: exemplars.map((e) => [e.time, row(e.value)]),
    }],
  };
}
