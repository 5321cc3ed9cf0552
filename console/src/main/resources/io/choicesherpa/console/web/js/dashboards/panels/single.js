import {html, nothing} from 'lit';
import {sparkline} from '../../base/sparkline.js';
import {vars} from '../../base/vars.js';
import {colourOf, fieldConfig, shown} from '../fields.js';
import {singleValues} from '../transform.js';

const FULL = 100;

/** What `panel` says of each value: name, text, colour and share of its range. */
function figures(panel, frames) {
  const values = singleValues(panel, frames);
  const numbers = values.map((v) => v.value).filter(Number.isFinite);
  const found = {min: Math.min(0, ...numbers), max: Math.max(0, ...numbers)};
  const list = values.length ? values : [{name: panel.title ?? '', value: null, points: []}];
  return list.map((v, i) => {
    const config = fieldConfig(panel, {name: v.name, refId: v.refId, type: 'number'});
    const span = {min: config.min ?? found.min, max: config.max ?? found.max};
    const share = v.value === null || span.max === span.min ? 0 : (v.value - span.min) / (span.max - span.min);
    return {...v, name: config.displayName ?? v.name, text: shown(config, v.value), color: colourOf(config, v.value, i, span), share: Math.min(1, Math.max(0, share)), config, span};
  });
}

/** Large numbers, with the course of each behind it. */
export function stat(panel, frames) {
  const options = panel.options ?? {};
  const all = figures(panel, frames);
  const names = options.textMode === 'value_and_name' || options.textMode === 'name' || (options.textMode !== 'value' && all.length > 1);
  return html`<div class="stats ${options.orientation === 'vertical' ? 'vertical' : ''}">${all.map((f) => html`<div class="stat ${options.colorMode === 'background' ? 'ground' : ''}" ${vars({'--c': options.colorMode === 'none' ? 'var(--text)' : f.color})}>
    ${names ? html`<span class="name">${f.name}</span>` : nothing}
    ${options.textMode === 'name' ? nothing : html`<strong class="num">${f.text}</strong>`}
    ${options.graphMode === 'none' || options.graphMode === undefined ? nothing : sparkline(f.points.map((p) => p[1]).filter((v) => v !== null && Number.isFinite(v)), `${panel.title} over the time looked at`)}
  </div>`)}</div>`;
}

/** A bar for each value, from the least to the most that it can be. */
export function barGauge(panel, frames) {
  const all = figures(panel, frames);
  const upright = panel.options?.orientation === 'vertical';
  return html`<div class="bar-gauge ${upright ? 'upright' : ''} ${panel.options?.showUnfilled === false ? 'bare' : ''}" role="list">${all.map((f) => html`<div role="listitem" class="bar-row" ${vars({'--c': f.color, '--share': `${(f.share * FULL).toFixed(2)}%`})}>
    <span class="name" title=${f.name}>${f.name}</span>
    <span class="meter" role="meter" aria-label=${f.name} aria-valuemin=${f.span.min} aria-valuemax=${f.span.max} aria-valuenow=${f.value ?? f.span.min} aria-valuetext=${f.text}><i></i></span>
    <strong class="num">${f.text}</strong></div>`)}</div>`;
}

export {figures};
