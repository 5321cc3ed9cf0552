import {getJson, Refused} from './api.js';

// Prometheus's HTTP API, as the console answers it.

/** A query that the engine refused. `line` and `column` count from 1, when it said where. */
export class QueryError extends Error {
  constructor(refused) {
    super(refused.message);
    this.type = refused.body?.errorType ?? '';
    this.status = refused.status;
    const at = /(?:^|[^\d])(\d+):(\d+): /.exec(refused.message);
    if (at) [this.line, this.column] = [Number(at[1]), Number(at[2])];
  }
}

async function ask(path, params, signal) {
  try {
    const body = await getJson(`/api/v1/${path}`, params, signal);
    return body;
  } catch (failure) {
    throw failure instanceof Refused && failure.body?.errorType ? new QueryError(failure) : failure;
  }
}

const seconds = (millis) => (millis / 1000).toFixed(3);

/** Prometheus writes numbers as text, the infinite ones by name. */
export function numberOf(text) {
  return {NaN, '+Inf': Infinity, '-Inf': -Infinity}[text] ?? Number(text);
}

/** `{type, result, warnings, infos}` at `time` in epoch milliseconds. */
export async function instantQuery(query, time, signal, params = {}) {
  const body = await ask('query', {query, time: seconds(time), ...params}, signal);
  return {type: body.data.resultType, result: body.data.result, warnings: body.warnings ?? [], infos: body.infos ?? []};
}

/** The one number that a query gives, null when it gives none. */
export async function scalarQuery(query, time, signal) {
  const {type, result} = await instantQuery(query, time, signal);
  if (type === 'scalar') return numberOf(result[1]);
  return result.length ? numberOf(result[0].value?.[1] ?? result[0].histogram?.[1]?.count) : null;
}

/**
 * `{series: [{labels, points}], warnings, infos}`; a gap of more than a step is a null point, so that
 * no line is drawn over what is not known. Of a native histogram the sum's mean is drawn.
 */
export async function rangeQuery(query, {start, end}, stepSeconds, signal) {
  const step = stepSeconds * 1000;
  // On whole steps, so that a refresh moves the window and not the points.
  const from = Math.floor(start / step) * step;
  const body = await ask('query_range', {query, start: seconds(from), end: seconds(end), step: stepSeconds}, signal);
  return {
    series: body.data.result.map((r) => ({labels: r.metric, points: withGaps(pointsOf(r), step)})),
    warnings: body.warnings ?? [],
    infos: body.infos ?? [],
  };
}

function pointsOf(result) {
  const plain = (result.values ?? []).map(([t, v]) => [t * 1000, numberOf(v)]);
  const histograms = (result.histograms ?? []).map(([t, h]) => [t * 1000, numberOf(h.sum) / numberOf(h.count)]);
  return histograms.length ? [...plain, ...histograms].sort((a, b) => a[0] - b[0]) : plain;
}

function withGaps(points, step) {
  const all = [];
  points.forEach(([t, v], i) => {
    if (i > 0 && t - points[i - 1][0] > step * 1.5) all.push([points[i - 1][0] + step, null]);
    all.push([t, Number.isFinite(v) ? v : null]);
  });
  return all;
}

export const metadata = async (signal) => (await ask('metadata', {}, signal)).data;
export const labelNames = async (match, signal) => (await ask('labels', {'match[]': match}, signal)).data;
export const labelValues = async (name, match, signal) => (await ask(`label/${encodeURIComponent(name)}/values`, {'match[]': match}, signal)).data;
export const rules = async (signal) => (await ask('rules', {}, signal)).data.groups;
export const alerts = async (signal) => (await ask('alerts', {}, signal)).data.alerts;
export const targets = async (signal) => (await ask('targets', {}, signal)).data;

/** `{time, value, traceId, labels}` of exemplars that name a trace. */
export async function exemplars(query, {start, end}, signal) {
  const body = await ask('query_exemplars', {query, start: seconds(start), end: seconds(end)}, signal);
  return body.data.flatMap((s) => s.exemplars.map((e) => ({
    time: Number(e.timestamp) * 1000,
    value: numberOf(e.value),
    traceId: e.labels.trace_id ?? e.labels.traceID,
    labels: {...s.seriesLabels, ...e.labels},
  }))).filter((e) => /^[0-9a-f]{1,32}$/i.test(e.traceId ?? ''));
}

/** What the server does not offer answers null; every other failure is the caller's. */
export async function ifOffered(promise) {
  try {
    return await promise;
  } catch (failure) {
    if (failure instanceof Refused && (failure.status === 404 || failure.status === 501)) return null;
    throw failure;
  }
}

/** Null in place of what cannot be had just now, for pages made of several answers. */
export async function orNull(promise) {
  try {
    return await promise;
  } catch (failure) {
    if (failure instanceof Refused || failure instanceof QueryError) return null;
    throw failure;
  }
}

/** A name by Grafana's legend format: `{{method}} {{path}}`; without one, as Prometheus writes it. */
export function namedBy(labels, format) {
  if (format) return format.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (all, name) => labels[name] ?? '');
  const {__name__: name = '', ...others} = labels;
  const pairs = Object.entries(others).map(([k, v]) => `${k}="${v}"`).join(', ');
  return pairs ? `${name}{${pairs}}` : name || '{}';
}
