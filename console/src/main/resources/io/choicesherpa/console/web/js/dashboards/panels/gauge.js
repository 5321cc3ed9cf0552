import {html} from 'lit';
import {resolved} from '../../base/colours.js';
import {formatValue} from '../../base/units.js';
import {thresholdsOf} from '../fields.js';
import {figures} from './single.js';
import './drawn-chart.js';

const FROM_DEGREES = 210;
const TO_DEGREES = -30;

/** A dial for each value, its rim in the thresholds' colours. */
export function gauge(panel, frames) {
  return html`<div class="gauges">${figures(panel, frames).map((f) => html`<drawn-chart label=${`${f.name}: ${f.text}`} .options=${(w, h) => dial(panel, f, w, h)} .said=${[`${f.name}: ${f.text}`]}></drawn-chart>`)}</div>`;
}

function dial(panel, figure, width, height) {
  const {min, max} = figure.span;
  const size = Math.min(width, height * 1.35);
  const part = (v) => Math.min(1, Math.max(0, (v - min) / (max - min || 1)));
  const steps = thresholdsOf(figure.config, figure.span);
  const rim = steps.map((s, i) => [part(steps[i + 1]?.value ?? max), resolved(s.color)]);
  const common = {type: 'gauge', min, max, startAngle: FROM_DEGREES, endAngle: TO_DEGREES, center: ['50%', '60%'], splitLine: {show: false}, axisTick: {show: false}, pointer: {show: false}, animation: false};
  const labels = panel.options?.showThresholdLabels ? {show: true, distance: -6, fontSize: 10, color: resolved('var(--muted)'), formatter: (v) => (steps.some((s) => Math.abs(s.value - v) < 1e-9) ? formatValue(v, figure.config.unit) : '')} : {show: false};
  return {
    animation: false,
    series: [
      {...common, radius: `${Math.round((size / Math.min(width, height)) * 62)}%`, z: 1, axisLabel: labels,
        axisLine: {lineStyle: {width: 4, color: panel.options?.showThresholdMarkers === false ? [[1, resolved('var(--track)')]] : rim}}},
      {...common, radius: `${Math.round((size / Math.min(width, height)) * 56)}%`, z: 2, axisLabel: {show: false},
        axisLine: {lineStyle: {width: size / 14, color: [[1, resolved('var(--track)')]]}},
        progress: {show: true, width: size / 14, itemStyle: {color: resolved(figure.color)}},
        detail: {offsetCenter: [0, '-4%'], color: resolved(figure.color), fontSize: Math.max(14, size / 7), fontWeight: 600, formatter: () => figure.text},
        data: [{value: figure.value === null ? min : Math.min(max, figure.value)}]},
    ],
  };
}
