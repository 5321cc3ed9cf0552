import {labelNames, labelValues, instantQuery} from '../base/prom.js';

// Variables of dashboards: what they can be, what is chosen, and their values in expressions.

const ALL = '$__all';

/** `[{name, label, type, options: [{text, value}], chosen: [value…], multi, includeAll, hidden, problem?}]`. */
export async function resolveVariables(dashboard, params, span, signal) {
  const resolved = [];
  for (const variable of dashboard.templating?.list ?? []) {
    // One after the other: a variable's query may name those before it.
    resolved.push(await resolveOne(variable, params, resolved, span, signal));
  }
  return resolved;
}

async function resolveOne(variable, params, before, span, signal) {
  const base = {name: variable.name, label: variable.label || variable.name, type: variable.type, multi: Boolean(variable.multi), includeAll: Boolean(variable.includeAll), allValue: variable.allValue ?? '', hidden: variable.hide === 2, description: variable.description ?? ''};
  let options = [];
  let problem;
  try {
    options = await optionsOf(variable, before, span, signal);
  } catch (failure) {
    if (signal.aborted) throw failure;
    problem = failure.message;
  }
  const asked = params.getAll(`var-${variable.name}`);
  const preset = [variable.current?.value].flat().filter((v) => v !== undefined && v !== '');
  const wanted = asked.length ? asked : preset;
  const known = wanted.filter((v) => v === ALL || base.type === 'textbox' || options.some((o) => o.value === v));
  const fallback = base.includeAll ? [ALL] : options.slice(0, 1).map((o) => o.value);
  return {...base, options, chosen: known.length ? (base.multi ? known : known.slice(0, 1)) : asked.length && base.type === 'query' ? asked : fallback, problem};
}

async function optionsOf(variable, before, span, signal) {
  const text = typeof variable.query === 'string' ? variable.query : (variable.query?.query ?? variable.definition ?? '');
  switch (variable.type) {
    case 'custom': return listed(text);
    case 'interval': return listed(text);
    case 'constant': return [{text, value: text}];
    case 'textbox': return [{text, value: text}];
    // There is one of each kind here: the console itself.
    case 'datasource': return [{text: 'this console', value: `console-${text}`}];
    case 'query': return asOptions(await queried(interpolate(text, scopeOf(before, span, {step: 60, scrapeSeconds: 15})), span, signal), variable);
    default: throw new Error(`variables of type ${variable.type} are not supported`);
  }
}

const listed = (text) => text.split(',').map((t) => t.trim()).filter(Boolean).map((entry) => {
  const [name, value] = entry.split(/\s+:\s+/);
  return {text: name, value: value ?? name};
});

async function queried(text, span, signal) {
  const values = /^label_values\((?:(.+),\s*)?([\w:.]+)\s*\)$/s.exec(text.trim());
  if (values) return labelValues(values[2], values[1]?.trim(), signal);
  if (/^label_names\(\)$/.test(text.trim())) return labelNames(undefined, signal);
  const metrics = /^metrics\((.*)\)$/.exec(text.trim());
  if (metrics) return (await labelValues('__name__', undefined, signal)).filter((n) => new RegExp(metrics[1]).test(n));
  const query = /^query_result\((.*)\)$/s.exec(text.trim());
  if (query) return (await instantQuery(query[1], span.end, signal)).result.map((r) => JSON.stringify(r.metric));
  throw new Error(`the query "${text}" is not supported: label_values, label_names, metrics and query_result are`);
}

function asOptions(values, variable) {
  const pattern = /^\/(.*)\/$/.exec(variable.regex ?? '')?.[1] ?? variable.regex;
  const kept = pattern ? values.map((v) => new RegExp(pattern).exec(v)).filter(Boolean).map((m) => m[1] ?? m[0]) : values;
  const sorted = [...new Set(kept)];
  if (variable.sort) sorted.sort((a, b) => (variable.sort % 2 ? 1 : -1) * (variable.sort >= 3 && variable.sort <= 4 ? Number(a) - Number(b) : a.localeCompare(b)));
  return sorted.map((value) => ({text: value, value}));
}

/** What expressions are expanded with: the variables, and Grafana's own names for time and steps. */
export function scopeOf(variables, span, {step, scrapeSeconds}) {
  const seconds = Math.max(1, Math.round((span.end - span.start) / 1000));
  return {
    variables,
    own: {
      __interval: `${step}s`, __interval_ms: String(step * 1000), __rate_interval: `${Math.max(step + scrapeSeconds, 4 * scrapeSeconds)}s`,
      __range: `${seconds}s`, __range_s: String(seconds), __range_ms: String(seconds * 1000), __from: String(Math.round(span.start)), __to: String(Math.round(span.end)),
    },
  };
}

const REFERENCE = /\$\{(\w+)(?::(\w+))?\}|\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]/g;

/** `text` with its variables' values; what is no variable stays as it is. */
export function interpolate(text, scope, format = 'regex') {
  return String(text ?? '').replace(REFERENCE, (all, braced, bracedFormat, plain, square, squareFormat) => {
    const name = braced ?? plain ?? square;
    if (name in scope.own) return scope.own[name];
    const variable = scope.variables.find((v) => v.name === name);
    return variable ? formatted(variable, bracedFormat ?? squareFormat ?? format) : all;
  });
}

function formatted(variable, format) {
  const every = variable.chosen.includes(ALL);
  if (every && variable.allValue) return variable.allValue;
  const values = every ? variable.options.map((o) => o.value) : variable.chosen;
  switch (format) {
    case 'raw': case 'text': return values.join(',');
    case 'csv': return values.join(',');
    case 'pipe': return values.join('|');
    case 'queryparam': return values.map((v) => `var-${variable.name}=${encodeURIComponent(v)}`).join('&');
    default: {
      if (values.length === 1 && !variable.multi && !variable.includeAll) return values[0];
      const escaped = values.map((v) => v.replace(/[\\^$.*+?()[\]{}|/]/g, '\\\\$&'));
      return escaped.length === 1 ? escaped[0] : `(${escaped.join('|')})`;
    }
  }
}

export const isAll = (variable) => variable.chosen.includes(ALL);
export const ALL_VALUE = ALL;
