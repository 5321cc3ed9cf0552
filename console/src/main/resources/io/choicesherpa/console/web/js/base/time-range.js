// Times as they stand in the address: `now`, `now-6h`, `now-1d/d`, epoch milliseconds or ISO 8601.

const UNIT_MILLIS = {s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, M: 2592e6, y: 31536e6};

export const DEFAULT_RANGE = {from: 'now-30m', to: 'now'};
export const DEFAULT_REFRESH = '10s';
export const REFRESHES = ['5s', '10s', '30s', '1m', '5m', 'off'];

export const QUICK_RANGES = [
  ['now-5m', 'Last 5 minutes'], ['now-15m', 'Last 15 minutes'], ['now-30m', 'Last 30 minutes'],
  ['now-1h', 'Last hour'], ['now-3h', 'Last 3 hours'], ['now-6h', 'Last 6 hours'],
  ['now-12h', 'Last 12 hours'], ['now-24h', 'Last 24 hours'], ['now-2d', 'Last 2 days'],
  ['now-7d', 'Last 7 days'], ['now-30d', 'Last 30 days'],
];

/** Epoch milliseconds, or null when `text` is no time. `roundUp` says which end of a /unit is meant. */
export function parseTime(text, now, roundUp = false) {
  const relative = /^now(?:([+-])(\d+)([smhdwMy]))?(?:\/([smhdwMy]))?$/.exec(text);
  if (relative) {
    const [, sign, amount, unit, rounding] = relative;
    let at = now;
    if (sign) at += (sign === '-' ? -1 : 1) * Number(amount) * UNIT_MILLIS[unit];
    return rounding ? rounded(at, rounding, roundUp) : at;
  }
  if (/^\d{10,16}$/.test(text)) return Number(text);
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

function rounded(at, unit, up) {
  const t = new Date(at);
  const day = unit === 'w' ? t.getDate() - ((t.getDay() + 6) % 7) : t.getDate();
  const make = (n) => ({
    s: () => new Date(t.getFullYear(), t.getMonth(), t.getDate(), t.getHours(), t.getMinutes(), t.getSeconds() + n),
    m: () => new Date(t.getFullYear(), t.getMonth(), t.getDate(), t.getHours(), t.getMinutes() + n),
    h: () => new Date(t.getFullYear(), t.getMonth(), t.getDate(), t.getHours() + n),
    d: () => new Date(t.getFullYear(), t.getMonth(), t.getDate() + n),
    w: () => new Date(t.getFullYear(), t.getMonth(), day + 7 * n),
    M: () => new Date(t.getFullYear(), t.getMonth() + n, 1),
    y: () => new Date(t.getFullYear() + n, 0, 1),
  })[unit]().getTime();
  return up ? make(1) - 1 : make(0);
}

/** `{from, to}` of the address's parameters; what is missing or wrong is the default. */
export function rangeOf(params) {
  const from = params.get('from') ?? DEFAULT_RANGE.from;
  const to = params.get('to') ?? DEFAULT_RANGE.to;
  const {start, end} = resolve({from, to});
  return start === null || end === null || start >= end ? DEFAULT_RANGE : {from, to};
}

/** `{start, end}` in epoch milliseconds. */
export function resolve({from, to}, now = Date.now()) {
  return {start: parseTime(from, now), end: parseTime(to, now, true)};
}

export const isRelative = ({from, to}) => to.startsWith('now') || from.startsWith('now');

export function rangeLabel(range) {
  const quick = range.to === 'now' && QUICK_RANGES.find(([from]) => from === range.from);
  if (quick) return quick[1];
  if (isRelative(range)) return `${range.from} to ${range.to}`;
  const {start, end} = resolve(range);
  const [a, b] = [new Date(start), new Date(end)];
  const day = (t) => t.toLocaleDateString('en-GB', {day: 'numeric', month: 'short'});
  const time = (t) => t.toLocaleTimeString('en-GB');
  return a.toDateString() === b.toDateString()
    ? `${day(a)}, ${time(a)} – ${time(b)}`
    : `${day(a)} ${time(a)} – ${day(b)} ${time(b)}`;
}

/** Seconds of `10s`, `5m`; 0 for `off` or anything else. */
export function refreshSeconds(text) {
  const match = /^(\d+)([smh])$/.exec(text ?? '');
  return match ? (Number(match[1]) * UNIT_MILLIS[match[2]]) / 1000 : 0;
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

/** A round step in seconds that gives at most `points` points, and at least `least` seconds. */
export function stepFor({start, end}, points = 240, least = 5) {
  const wanted = Math.max(least, (end - start) / 1000 / points);
  return STEPS.find((s) => s >= wanted) ?? Math.ceil(wanted / 86400) * 86400;
}
