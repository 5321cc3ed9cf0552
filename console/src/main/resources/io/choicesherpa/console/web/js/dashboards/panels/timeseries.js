import {html} from 'lit';
import {seriesColour} from '../../base/colours.js';
import {colourOf, fieldConfig, thresholdsOf} from '../fields.js';
import '../../chart/time-chart.js';

const FULL = 100;

/** Lines, bars or points against time. */
export function timeseries(panel, frames, {span, regions}) {
  const all = frames.filter((f) => f.kind === 'series').flatMap((f) => f.series.map((s) => ({...s, refId: f.refId})));
  const defaults = fieldConfig(panel, {name: ''});
  const series = all.map((s, i) => oneOf(panel, s, i)).filter((s) => !s.hidden);
  const stacking = defaults.custom.stacking?.mode ?? 'none';
  const style = defaults.custom.thresholdsStyle?.mode ?? 'off';
  const legend = panel.options?.legend ?? {};
  const right = series.find((s) => s.axis === 'right');
  return html`<time-chart .series=${series} .range=${span} label=${panel.title || 'Chart'} .unit=${defaults.unit ?? 'short'} .rightUnit=${right?.unit}
    .decimals=${defaults.decimals} .min=${defaults.min ?? (defaults.custom.axisSoftMin === 0 ? 0 : undefined)} .max=${defaults.max} .fit=${defaults.custom.axisSoftMin === undefined}
    .stack=${stacking} .logScale=${defaults.custom.scaleDistribution?.type === 'log'} .legend=${legend.showLegend === false ? 'hidden' : (legend.displayMode ?? 'list')} .legendValues=${legend.calcs ?? []}
    .thresholds=${style === 'off' ? [] : thresholdsOf(defaults).filter((t) => Number.isFinite(t.value))} .thresholdStyle=${style}
    .exemplars=${frames.flatMap((f) => f.exemplars ?? [])} .regions=${regions}></time-chart>`;
}

function oneOf(panel, s, index) {
  const config = fieldConfig(panel, {name: s.name, refId: s.refId, type: 'number'});
  const {drawStyle = 'line', lineInterpolation = 'linear', fillOpacity = 0, lineWidth = 1, showPoints = 'auto', spanNulls = false, axisPlacement, lineStyle, hideFrom} = config.custom;
  const last = s.points.at(-1)?.[1] ?? null;
  return {
    name: config.displayName ?? s.name,
    points: s.points,
    color: config.color?.mode === 'palette-classic' || !config.color ? seriesColour(index) : colourOf(config, last, index),
    type: drawStyle === 'bars' ? 'bar' : 'line',
    symbols: drawStyle === 'points' || showPoints === 'always',
    fill: drawStyle === 'bars' ? undefined : fillOpacity / FULL,
    width: drawStyle === 'points' ? 0 : Math.max(1, lineWidth) * 1.3,
    step: {stepBefore: 'end', stepAfter: 'start'}[lineInterpolation] ?? false,
    smooth: lineInterpolation === 'smooth',
    spanNulls: Boolean(spanNulls),
    dashed: lineStyle?.fill === 'dash' || lineStyle?.fill === 'dot',
    axis: axisPlacement === 'right' ? 'right' : 'left',
    unit: config.unit,
    hidden: hideFrom?.viz,
  };
}
