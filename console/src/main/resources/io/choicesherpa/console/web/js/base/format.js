// Numbers and times as people read them. Durations come in milliseconds.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

export const count = (n) => (n < 10_000 ? whole.format(n) : compact.format(n));

export const exact = (n) => whole.format(n);

export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** Three significant digits at most, and no zeros that say nothing. */
const digits = (value) => String(Number(value < 100 ? value.toPrecision(3) : value.toFixed(0)));

export function duration(millis) {
  if (millis < 0) return `−${duration(-millis)}`;
  if (millis === 0) return '0 ms';
  if (millis < 1) return `${digits(millis * 1000)} µs`;
  if (millis < 999.5) return `${digits(millis)} ms`;
  if (millis < 60_000) return `${digits(millis / 1000)} s`;
  const seconds = Math.round(millis / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} m ${String(seconds % 60).padStart(2, '0')} s`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} m`;
}

export const offset = (millis) => (millis < 0 ? duration(millis) : `+${duration(millis)}`);

const two = (n) => String(n).padStart(2, '0');

/** Local time of day with milliseconds. */
export function timeOfDay(epochMillis) {
  const t = new Date(epochMillis);
  const millis = String(t.getMilliseconds()).padStart(3, '0');
  return `${two(t.getHours())}:${two(t.getMinutes())}:${two(t.getSeconds())}.${millis}`;
}

export const moment = (epochMillis) => {
  const t = new Date(epochMillis);
  return `${t.getFullYear()}-${two(t.getMonth() + 1)}-${two(t.getDate())} ${timeOfDay(epochMillis)}`;
};

export function bytes(n) {
  if (n < 1024) return `${n} B`;
  if (n < 1024 * 1024) return `${(n / 1024).toFixed(0)} KiB`;
  return `${(n / 1024 / 1024).toFixed(n < 10 * 1024 * 1024 ? 1 : 0)} MiB`;
}

export const rate = (perSecond) => (perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond)));

export function percent(share) {
  const p = share * 100;
  return p === 0 ? '0 %' : p < 0.1 ? '<0.1 %' : `${p < 10 ? p.toFixed(1) : p.toFixed(0)} %`;
}

/** How long ago, roughly: 12 s ago, 3 h ago. */
export function ago(epochMillis, now = Date.now()) {
  const s = Math.max(0, (now - epochMillis) / 1000);
  const [n, unit] = s < 90 ? [s, 's'] : s < 5400 ? [s / 60, 'min'] : s < 129_600 ? [s / 3600, 'h'] : [s / 86_400, 'd'];
  return `${Math.round(n)} ${unit} ago`;
}
