// What a legend says of a series. Points are [epoch milliseconds, number or null].

const numbers = (points) => points.map((p) => p[1]).filter((v) => v !== null && Number.isFinite(v));
const sum = (values) => values.reduce((a, b) => a + b, 0);

/** By Grafana's names of calculations. Each answers null for a series without a number. */
export const CALCULATIONS = {
  last: {title: 'Last', of: (points) => points.at(-1)?.[1] ?? null},
  lastNotNull: {title: 'Last', of: (points) => numbers(points).at(-1) ?? null},
  firstNotNull: {title: 'First', of: (points) => numbers(points)[0] ?? null},
  first: {title: 'First', of: (points) => points[0]?.[1] ?? null},
  min: {title: 'Min', of: (points) => reduced(points, (v) => v.reduce((a, b) => Math.min(a, b)))},
  max: {title: 'Max', of: (points) => reduced(points, (v) => v.reduce((a, b) => Math.max(a, b)))},
  mean: {title: 'Mean', of: (points) => reduced(points, (v) => sum(v) / v.length)},
  median: {title: 'Median', of: (points) => reduced(points, (v) => [...v].sort((a, b) => a - b)[Math.floor((v.length - 1) / 2)])},
  sum: {title: 'Total', of: (points) => reduced(points, sum)},
  count: {title: 'Count', of: (points) => points.length},
  range: {title: 'Range', of: (points) => reduced(points, (v) => Math.max(...v) - Math.min(...v))},
  delta: {title: 'Delta', of: (points) => reduced(points, (v) => v.at(-1) - v[0])},
  diff: {title: 'Difference', of: (points) => reduced(points, (v) => v.at(-1) - v[0])},
};

const reduced = (points, calculation) => {
  const values = numbers(points);
  return values.length ? calculation(values) : null;
};

/** Index of the point nearest in time, -1 when none is nearer than `withinMillis`. */
export function nearest(points, time, withinMillis = Infinity) {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < time) low = middle + 1;
    else high = middle;
  }
  if (!points.length) return -1;
  const best = low > 0 && time - points[low - 1][0] < points[low][0] - time ? low - 1 : low;
  return Math.abs(points[best][0] - time) <= withinMillis ? best : -1;
}
