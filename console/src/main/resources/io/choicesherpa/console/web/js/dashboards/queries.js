import {getJson} from '../base/api.js';
import {exemplars, instantQuery, namedBy, numberOf, orNull, rangeQuery} from '../base/prom.js';
import {interpolate} from './variables.js';

// Runs a panel's queries against the console and makes frames of the answers:
// series  {kind, refId, series: [{name, labels, points: [[epoch ms, number|null]…]}], exemplars}
// table   {kind, refId, fields: [{name, type, values}]}
// lines   {kind, refId, lines, more}
// traces  {kind, refId, traces}

const LEAST_LINES = 20;
const MOST_LINES = 500;

/** `{frames, notes}`; the first failure is thrown. */
export async function runQueries(panel, context, signal) {
  const targets = (panel.targets ?? []).filter((t) => !t.hide);
  const frames = await Promise.all(targets.map((t) => run(t, panel, context, signal)));
  return {frames: frames.flat(), notes: [...new Set(frames.flat().flatMap((f) => f.notes ?? []))]};
}

function run(target, panel, context, signal) {
  const kind = sourceOf(target, panel, context);
  if (kind === 'loki' || panel.type === 'logs') return logs(target, context, signal);
  if (kind === 'jaeger' || kind === 'tempo') return traces(target, context, signal);
  return metrics(target, context, signal);
}

/** A data source is named by its kind, or by a variable whose options are of one kind. */
function sourceOf(target, panel) {
  return target.datasource?.type ?? panel.datasource?.type ?? 'prometheus';
}

async function metrics(target, {scope, span, step}, signal) {
  const query = interpolate(target.expr, scope);
  if (!query.trim()) return [];
  const instant = target.instant && !target.range;
  if (instant) {
    const answer = await instantQuery(query, span.end, signal);
    const found = vectorOf(answer).map((r) => ({name: nameOf(r.labels, target, query), labels: r.labels, points: [[r.time, r.value]]}));
    const notes = [...answer.warnings, ...answer.infos];
    return target.format === 'table' ? [{...tableOf(target.refId, found), notes}] : [{kind: 'series', refId: target.refId, series: found, exemplars: [], notes}];
  }
  const [answer, marked] = await Promise.all([
    rangeQuery(query, span, step, signal),
    target.exemplar ? orNull(exemplars(query, span, signal)) : [],
  ]);
  const series = answer.series.map((s) => ({name: nameOf(s.labels, target, query), labels: s.labels, points: s.points}));
  const notes = [...answer.warnings, ...answer.infos];
  return target.format === 'table'
    ? [{...tableOf(target.refId, series), notes}]
    : [{kind: 'series', refId: target.refId, series, exemplars: marked ?? [], heatmap: target.format === 'heatmap', notes}];
}

function vectorOf({type, result}) {
  if (type === 'scalar') return [{labels: {}, time: result[0] * 1000, value: numberOf(result[1])}];
  if (type === 'string') return [];
  return result.map((r) => ({labels: r.metric, time: (r.value ?? r.histogram)[0] * 1000, value: r.value ? numberOf(r.value[1]) : numberOf(r.histogram[1].sum) / numberOf(r.histogram[1].count)}));
}

function nameOf(labels, target, query) {
  const format = target.legendFormat === '__auto' ? '' : target.legendFormat;
  if (format) return namedBy(labels, format).trim() || 'Value';
  return Object.keys(labels).length ? namedBy(labels) : query;
}

/** A row for each point, a column for each label. */
function tableOf(refId, series) {
  const names = [...new Set(series.flatMap((s) => Object.keys(s.labels)))].sort();
  const rows = series.flatMap((s) => s.points.map(([time, value]) => ({time, value, labels: s.labels})));
  return {
    kind: 'table', refId,
    fields: [
      {name: 'Time', type: 'time', values: rows.map((r) => r.time)},
      ...names.map((n) => ({name: n, type: 'string', values: rows.map((r) => r.labels[n] ?? '')})),
      {name: 'Value', type: 'number', values: rows.map((r) => r.value)},
    ],
  };
}

async function logs(target, {scope, span}, signal) {
  const query = interpolate(target.expr, scope);
  const limit = Math.min(MOST_LINES, Math.max(LEAST_LINES, target.maxLines ?? 100));
  const answer = await getJson('/console/api/logs', {query, start: Math.round(span.start), end: Math.round(span.end), limit}, signal);
  return [{kind: 'lines', refId: target.refId, lines: answer.lines, more: answer.more, query}];
}

async function traces(target, {scope, span}, signal) {
  if (target.queryType && target.queryType !== 'search') {
    const id = interpolate(target.query, scope).trim();
    const found = id ? await getJson('/console/api/traces', {text: id, limit: 1}, signal) : {traces: []};
    return [{kind: 'traces', refId: target.refId, traces: found.traces}];
  }
  const tags = interpolate(target.tags ?? '', scope, 'raw');
  const rest = tags.split(/\s+/).filter((t) => t && t !== 'error=true').join(' ');
  const params = {
    service: interpolate(target.service ?? '', scope, 'raw'), operation: target.operation === 'All' ? '' : interpolate(target.operation ?? '', scope, 'raw'),
    tags: rest, errors: tags.includes('error=true') ? 'true' : '', min_duration: target.minDuration ?? '', limit: target.limit ?? 20,
    start: Math.round(span.start), end: Math.round(span.end),
  };
  return [{kind: 'traces', refId: target.refId, traces: (await getJson('/console/api/traces', params, signal)).traces}];
}
