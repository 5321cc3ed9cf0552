import {namedColour, seriesColour} from '../base/colours.js';
import {formatValue} from '../base/units.js';

// How a field is shown: the panel's defaults, and over them the overrides that match the field.

/** `{unit, decimals, min, max, color, thresholds, mappings, noValue, links, displayName, custom}`. */
export function fieldConfig(panel, field) {
  const config = structuredClone(panel.fieldConfig?.defaults ?? {});
  config.custom ??= {};
  for (const override of panel.fieldConfig?.overrides ?? []) {
    if (!matches(override.matcher ?? {}, field)) continue;
    for (const {id, value} of override.properties ?? []) {
      if (id.startsWith('custom.')) config.custom[id.slice('custom.'.length)] = value;
      else config[id] = value;
    }
  }
  return config;
}

function matches({id, options}, field) {
  switch (id) {
    case 'byName': return field.name === options || field.original === options;
    case 'byRegexp': return new RegExp(/^\/(.*)\/\w*$/.exec(options)?.[1] ?? options).test(field.name);
    case 'byFrameRefID': return field.refId === options;
    case 'byType': return field.type === options;
    default: return false;
  }
}

const steps = (config) => config.thresholds?.steps ?? [];

/** Thresholds as numbers; percentages are of the range from min to max. */
export function thresholdsOf(config, span = {}) {
  const {min = config.min ?? span.min ?? 0, max = config.max ?? span.max ?? 100} = {};
  const value = (v) => (config.thresholds?.mode === 'percentage' ? min + ((max - min) * v) / 100 : v);
  return steps(config).map((s) => ({value: s.value === null || s.value === undefined ? -Infinity : value(s.value), color: namedColour(s.color)}));
}

/** The colour of the highest threshold that `value` reaches. */
export function thresholdColour(config, value, span) {
  const reached = thresholdsOf(config, span).filter((t) => value !== null && value >= t.value);
  return reached.at(-1)?.color ?? 'var(--text)';
}

/** The colour of a field's value; `index` is the field's place among its like. */
export function colourOf(config, value, index, span) {
  const mapped = mappingOf(config, value)?.color;
  if (mapped) return namedColour(mapped);
  switch (config.color?.mode) {
    case 'fixed': case 'shades': return namedColour(config.color.fixedColor ?? 'green');
    case 'thresholds': return thresholdColour(config, value, span);
    default: return seriesColour(index);
  }
}

/** `{text, color}` that a value stands for; undefined when it stands for itself. */
function mappingOf(config, value) {
  for (const {type, options} of config.mappings ?? []) {
    if (type === 'value' && options?.[String(value)]) return options[String(value)];
    if (type === 'range' && value !== null && value >= (options.from ?? -Infinity) && value <= (options.to ?? Infinity)) return options.result;
    if (type === 'special' && special(options?.match, value)) return options.result;
  }
  return undefined;
}

const special = (match, value) => (match?.includes('null') && value === null) || (match?.includes('nan') && Number.isNaN(value)) || (match === 'empty' && value === '');

/** A value in words: mapped, with its unit, or what stands for none. */
export function shown(config, value) {
  const mapped = mappingOf(config, value)?.text;
  if (mapped !== undefined) return mapped;
  if (value === null || value === undefined || Number.isNaN(value)) return config.noValue ?? '–';
  return typeof value === 'number' ? formatValue(value, config.unit, config.decimals) : String(value);
}
