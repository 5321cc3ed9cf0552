import {resolved} from '../base/colours.js';
import {formatValue, isBinary} from '../base/units.js';

// From a chart's properties to what ECharts wants. Legend, tooltip and zoom are the page's own.

const FONT = 11;
const AREA_OPACITY = 0.1;
/** Of a stretch of time, and at most of many that lie on each other. */
const REGION_OPACITY = 0.12;
const MOST_OPACITY = 0.36;
/** So that a threshold's name fits above its line. */
const THRESHOLD_ROOM = 1.1;

/** Of what stretches of time are called: a row of names, and about a letter. */
const NAME_ROW_PIXELS = 14;
const LETTER_PIXELS = 6.5;
/** More rows of names would hide the lines under them. */
const NAME_ROWS = 4;
/** About what the values' labels take of a chart's width. */
const AXIS_PIXELS = 70;

/** Widths of a time's label, so that they do not touch. */
const LABEL_PIXELS = 115;
/** More exemplars than this hide the lines under them. */
const MOST_EXEMPLARS = 40;

export function optionsFor(chart, visible, width) {
  const percent = chart.stack === 'percent';
  const series = chart.stack && chart.stack !== 'none' ? stacked(visible, percent) : visible;
  const axes = [axis(chart, 'left', percent ? 'percentunit' : chart.unit, series)];
  if (series.some((s) => s.axis === 'right')) axes.push(axis(chart, 'right', chart.rightUnit ?? chart.unit, series));
  return {
    animation: false,
    grid: {left: 4, right: axes.length > 1 ? 4 : 20, top: 10, bottom: 4, containLabel: true},
    xAxis: timeAxis(chart.range, width),
    yAxis: axes,
    series: [...series.map((s) => drawn(s, chart)), ...exemplars(chart, series), ...scatter(chart), ...marks(chart, width)],
  };
}

/** Stacks are added up point by point, so all must have the same times. */
function stacked(list, percent) {
  const times = [...new Set(list.flatMap((s) => s.points.map((p) => p[0])))].sort((a, b) => a - b);
  const maps = list.map((s) => new Map(s.points));
  const known = (t) => maps.some((m) => m.get(t) !== undefined && m.get(t) !== null);
  const total = (t) => maps.reduce((all, m) => all + Math.abs(m.get(t) ?? 0), 0);
  return list.map((s, i) => ({
    ...s,
    stack: s.stack ?? 'all',
    points: times.map((t) => {
      if (!known(t)) return [t, null]; // a gap in all is a gap of the stack
      const value = maps[i].get(t) ?? 0;
      return [t, percent ? (total(t) ? value / total(t) : 0) : value];
    }),
  }));
}

function drawn(s, chart) {
  const colour = resolved(s.color);
  const bars = s.type === 'bar';
  const fill = s.fill ?? (s.stack ? 0.35 : chart.series.length === 1 ? AREA_OPACITY : 0);
  return {
    name: s.name,
    type: bars ? 'bar' : 'line',
    data: s.points,
    yAxisIndex: s.axis === 'right' ? 1 : 0,
    stack: s.stack,
    silent: true,
    showSymbol: s.points.length === 1 || Boolean(s.symbols),
    symbol: 'circle',
    symbolSize: 5,
    sampling: bars || s.stack ? undefined : 'lttb',
    connectNulls: Boolean(s.spanNulls),
    step: s.step ?? false,
    smooth: s.smooth ? 0.3 : false,
    smoothMonotone: 'x',
    barMaxWidth: 26,
    barCategoryGap: '12%',
    itemStyle: {color: colour},
    lineStyle: {color: colour, width: s.width ?? 1.6, type: s.dashed ? [5, 4] : 'solid'},
    areaStyle: !bars && fill > 0 ? {color: colour, opacity: fill} : undefined,
    z: s.dashed ? 1 : 2,
  };
}

/** Time from left to right, with as many labels as there is room for. */
export function timeAxis(range, width) {
  const line = resolved('var(--line-strong)');
  return {
    type: 'time',
    min: range?.start,
    max: range?.end,
    splitNumber: Math.max(2, Math.floor(width / LABEL_PIXELS)),
    axisLine: {lineStyle: {color: line}, onZero: false},
    axisTick: {show: false},
    splitLine: {show: false},
    axisLabel: {color: resolved('var(--muted)'), fontSize: FONT, hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right'},
  };
}

function axis(chart, side, unit, series) {
  const own = series.filter((s) => (s.axis === 'right') === (side === 'right'));
  const top = Math.max(0, ...own.flatMap((s) => s.points.map((p) => p[1] ?? 0)).filter(Number.isFinite));
  return {
    type: chart.logScale && side === 'left' ? 'log' : 'value',
    position: side,
    min: chart.min ?? undefined,
    max: chart.max ?? undefined,
    // Things that are counted have no halves.
    minInterval: (!unit || unit === 'none' || unit === 'short') && top >= 1 && whole(own) ? 1 : undefined,
    interval: isBinary(unit) && top > 0 ? 2 ** Math.ceil(Math.log2(top / 4)) : undefined,
    scale: chart.min === undefined || chart.min === null ? Boolean(chart.fit) : false,
    splitNumber: 4,
    splitLine: {show: side === 'left', lineStyle: {color: resolved('var(--line)')}},
    axisLabel: {color: resolved('var(--muted)'), fontSize: FONT, formatter: (v) => formatValue(v, unit, chart.axisDecimals)},
  };
}

const whole = (series) => series.every((s) => s.points.every((p) => p[1] === null || Number.isInteger(p[1])));

/** Of each stretch of time the highest: what a person looks for is what was slow. */
function thinned({exemplars, range}) {
  const stretch = ((range?.end ?? 0) - (range?.start ?? 0)) / MOST_EXEMPLARS || 1;
  const best = new Map();
  exemplars.forEach((e, i) => {
    const key = Math.floor(e.time / stretch);
    if (!(best.get(key)?.[0].value >= e.value)) best.set(key, [e, i]);
  });
  return [...best.values()];
}

/** Diamonds that open their trace; what lies outside of the axis stands at its edge. */
function exemplars(chart, series) {
  if (!chart.exemplars?.length || !series.length) return [];
  const values = series.flatMap((s) => s.points.map((p) => p[1])).filter((v) => v !== null && Number.isFinite(v));
  const top = Math.max(...values, 0) || 1;
  const colour = resolved('var(--exemplar)');
  return [{
    type: 'scatter',
    name: 'exemplars',
    id: 'exemplars',
    data: thinned(chart).map(([e, i]) => ({value: [e.time, Math.max(0, Math.min(e.value, top))], exemplar: i})),
    symbol: 'diamond',
    symbolSize: 8,
    cursor: 'pointer',
    itemStyle: {color: colour, borderColor: resolved('var(--surface)'), borderWidth: 1},
    emphasis: {scale: 1.5},
    z: 5,
  }];
}

/** Single things at their times, such as traces by duration. */
function scatter({points}) {
  if (!points?.length) return [];
  return [{
    type: 'scatter',
    id: 'points',
    data: points.map((p, i) => ({value: [p.time, p.value], at: i, itemStyle: {color: resolved(p.color)}})),
    symbolSize: 7,
    cursor: 'pointer',
    itemStyle: {opacity: 0.75},
    emphasis: {scale: 1.5},
    z: 4,
  }];
}

/** Thresholds as lines or grounds, and stretches of time that something says of. */
function marks(chart, width) {
  const thresholds = (chart.thresholds ?? []).filter((t) => Number.isFinite(t.value));
  const style = chart.thresholdStyle ?? 'line';
  const regions = chart.regions ?? [];
  const ground = Math.min(REGION_OPACITY, MOST_OPACITY / Math.max(1, regions.length));
  if (!thresholds.length && !regions.length) return [];
  const lines = style.includes('line') || style.includes('dashed') ? thresholds : [];
  const grounds = style.includes('area') ? thresholds : [];
  return [{
    type: 'line',
    // not drawn, but the axis makes room for it
    data: chart.thresholdsInView && chart.range ? thresholds.map((t) => [chart.range.start, t.value * THRESHOLD_ROOM]) : [],
    showSymbol: false,
    lineStyle: {opacity: 0},
    silent: true,
    markLine: {
      symbol: 'none',
      silent: true,
      animation: false,
      data: lines.map((t) => ({
        yAxis: t.value,
        lineStyle: {color: resolved(t.color ?? 'var(--error)'), type: style.includes('dashed') ? [6, 4] : 'solid', width: 1.3},
        label: {show: Boolean(t.label), formatter: t.label ?? '', position: 'insideStartTop', color: resolved(t.color ?? 'var(--error)'), fontSize: FONT, distance: [4, 2]},
      })),
    },
    markArea: {
      silent: true,
      data: [
        ...grounds.map((t, i) => [{yAxis: t.value, itemStyle: {color: resolved(t.color ?? 'var(--error)'), opacity: 0.1}}, {yAxis: grounds[i + 1]?.value ?? 'max'}]),
        ...named(regions, chart.range, width).map((r) => [
          {xAxis: r.start, name: r.name, itemStyle: {color: resolved(r.color ?? 'var(--error)'), opacity: ground}, label: {color: resolved('var(--muted)'), fontSize: FONT, position: r.atEnd ? 'insideTopRight' : 'insideTopLeft', distance: 2, offset: [0, r.row * NAME_ROW_PIXELS]}},
          {xAxis: r.end},
        ]),
      ],
    },
  }];
}

/** Regions with a row each for their names, so that none stands over another; a name that stands there already, or has no room left, is not written. */
function named(regions, range, width) {
  if (!range) return regions.map((r) => ({...r, name: r.label ?? '', row: 0}));
  const millis = (range.end - range.start) / Math.max(1, width - AXIS_PIXELS);
  const rows = Array.from({length: NAME_ROWS}, () => []);
  return [...regions].sort((a, b) => a.start - b.start).map((r) => {
    const name = r.label ?? '';
    const [start, end] = [Math.max(r.start, range.start), Math.min(r.end, range.end)];
    // In the right half a name ends with its stretch, so that the chart's edge does not cut it.
    const atEnd = start + end > range.start + range.end;
    const length = name.length * LETTER_PIXELS * millis;
    const [from, to] = atEnd ? [end - length, end] : [start, start + length];
    const touches = (other) => other.from < to && from < other.to;
    const row = rows.findIndex((taken) => !taken.some(touches));
    if (!name || row < 0 || rows.flat().some((other) => other.name === name && touches(other))) return {...r, name: '', row: 0, atEnd};
    rows[row].push({name, from, to});
    return {...r, name, row, atEnd};
  });
}
