import {CALCULATIONS} from '../chart/stats.js';

// Transformations of frames, and frames as tables.

export function transformed(frames, transformations = []) {
  let current = frames;
  for (const t of transformations.filter((one) => !one.disabled)) current = (STEPS[t.id] ?? ((f) => f))(current, t.options ?? {});
  return current;
}

const STEPS = {
  merge: (frames) => merged(frames.map(asTable)),
  organize: (frames, options) => frames.map(asTable).map((frame) => organized(frame, options)),
  reduce: (frames, options) => reduced(frames, options),
};

/** Series become columns beside their times, tables stay. */
export function asTable(frame) {
  if (frame.kind !== 'series') return frame;
  const times = [...new Set(frame.series.flatMap((s) => s.points.map((p) => p[0])))].sort((a, b) => a - b);
  return {
    kind: 'table', refId: frame.refId,
    fields: [
      {name: 'Time', type: 'time', values: times},
      ...frame.series.map((s) => {
        const byTime = new Map(s.points);
        return {name: s.name, type: 'number', values: times.map((t) => byTime.get(t) ?? null)};
      }),
    ],
  };
}

/** Rows that agree in all that is neither value nor time become one. */
function merged(frames) {
  if (frames.length < 2) return frames;
  const values = new Set();
  const renamed = frames.map((frame) => ({...frame, fields: frame.fields.map((f) => {
    if (f.name !== 'Value') return f;
    values.add(`Value #${frame.refId}`);
    return {...f, name: `Value #${frame.refId}`};
  })}));
  const names = [...new Set(renamed.flatMap((f) => f.fields.map((x) => x.name)))];
  const rows = new Map();
  for (const frame of renamed) {
    const count = frame.fields[0]?.values.length ?? 0;
    for (let i = 0; i < count; i++) {
      const row = Object.fromEntries(frame.fields.map((f) => [f.name, f.values[i]]));
      const key = JSON.stringify(names.filter((n) => n !== 'Time' && !values.has(n)).map((n) => row[n] ?? ''));
      rows.set(key, {...rows.get(key), ...row});
    }
  }
  const all = [...rows.values()];
  const typeOf = (name) => renamed.flatMap((f) => f.fields).find((f) => f.name === name).type;
  return [{kind: 'table', refId: frames[0].refId, fields: names.map((name) => ({name, type: typeOf(name), values: all.map((r) => r[name] ?? null)}))}];
}

function organized(frame, {excludeByName = {}, indexByName = {}, renameByName = {}}) {
  const place = (f) => indexByName[f.name] ?? Number.MAX_SAFE_INTEGER;
  return {
    ...frame,
    fields: frame.fields.filter((f) => !excludeByName[f.name]).sort((a, b) => place(a) - place(b))
      .map((f) => (renameByName[f.name] ? {...f, original: f.name, name: renameByName[f.name]} : f)),
  };
}

const CALCULATION_TITLES = {lastNotNull: 'Last *', firstNotNull: 'First *', last: 'Last', first: 'First', min: 'Min', max: 'Max', mean: 'Mean', sum: 'Total', count: 'Count'};

/** A row for each series, a column for each calculation. */
function reduced(frames, {reducers = ['max']}) {
  const series = frames.flatMap((f) => (f.kind === 'series' ? f.series : seriesOf(f)));
  return [{
    kind: 'table', refId: frames[0]?.refId ?? 'A',
    fields: [
      {name: 'Field', type: 'string', values: series.map((s) => s.name)},
      ...reducers.map((r) => ({name: CALCULATION_TITLES[r] ?? r, type: 'number', values: series.map((s) => CALCULATIONS[r]?.of(s.points) ?? null)})),
    ],
  }];
}

function seriesOf(frame) {
  const times = frame.fields?.find((f) => f.type === 'time')?.values ?? [];
  return (frame.fields ?? []).filter((f) => f.type === 'number').map((f) => ({name: f.name, points: f.values.map((v, i) => [times[i] ?? i, v])}));
}

/** What single-value panels show: `[{name, value, points, refId, labels}]`. */
export function singleValues(panel, frames) {
  const reduce = panel.options?.reduceOptions ?? {};
  const calculation = CALCULATIONS[reduce.calcs?.[0] ?? 'lastNotNull'] ?? CALCULATIONS.lastNotNull;
  if (reduce.values) {
    return frames.map(asTable).flatMap((f) => f.fields.filter((x) => x.type === 'number').flatMap((x) => x.values.map((v, i) => ({name: f.fields.find((y) => y.type === 'string')?.values[i] ?? x.name, value: v, points: [], refId: f.refId}))))
      .slice(0, reduce.limit ?? 25);
  }
  return frames.flatMap((f) => (f.kind === 'series' ? f.series : seriesOf(f)).map((s) => ({name: s.name, value: calculation.of(s.points), points: s.points, refId: f.refId, labels: s.labels})));
}
