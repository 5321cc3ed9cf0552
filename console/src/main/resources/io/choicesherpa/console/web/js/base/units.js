// Numbers with their units as people read them, by the names that Grafana gives to units. A unit
// that is not known here is shown behind the plain number, and `isKnownUnit` tells.

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

/** Steps of [factor, suffix] from small to large; a value takes the largest step that it reaches. */
const scaled = (steps) => (value, decimals) => {
  const size = Math.abs(value);
  const [factor, suffix] = steps.findLast(([f]) => size >= f * 0.9995) ?? steps[0];
  const zero = steps.find(([f]) => f === 1) ?? steps[0];
  return value === 0 ? [number(0, decimals), zero[1]] : [number(value / factor, decimals), suffix];
};

const SI = ['', 'k', 'M', 'G', 'T', 'P'];
const si = (suffix) => scaled(SI.map((p, i) => [1000 ** i, `${p}${suffix}`]));
/** As `si`, also below one: 3 µW and not 0.000003 W. */
const siBothWays = (suffix) => scaled([[1e-9, `n${suffix}`], [1e-6, `µ${suffix}`], [1e-3, `m${suffix}`], ...SI.map((p, i) => [1000 ** i, `${p}${suffix}`])]);
const iec = (suffix) => scaled(['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'].map((p, i) => [1024 ** i, `${p}${suffix}`]));
const fixed = (suffix, factor = 1) => (value, decimals) => [number(value * factor, decimals), suffix];
const short = scaled([[1, ''], [1e3, ' K'], [1e6, ' Mil'], [1e9, ' Bil'], [1e12, ' Tri']]);
const rate = (suffix) => (value, decimals) => {
  const [text, scale] = short(value, decimals);
  return [text + scale.replace(' Mil', ' M').trimEnd(), suffix];
};
const of = (format, factor) => (value, decimals) => format(value * factor, decimals);

const SECONDS = scaled([
  [1e-9, 'ns'], [1e-6, 'µs'], [1e-3, 'ms'], [1, 's'], [60, 'min'], [3600, 'hours'], [86400, 'days'], [604800, 'weeks'], [31557600, 'years'],
]);
const currency = (symbol) => (value, decimals) => {
  const size = Math.abs(value);
  const [text, scale] = size >= 1000 ? short(value, decimals) : [number(value, decimals ?? (size >= 0.1 || size === 0 ? 2 : undefined)), ''];
  return [`${text.startsWith('-') ? '-' : ''}${symbol}${text.replace('-', '')}${scale.trim().replace('Mil', 'M').replace('Bil', 'B')}`, ''];
};
const moment = (value) => [new Date(value).toLocaleString('sv-SE'), ''];

const UNITS = {
  none: fixed(''), short: (v, d) => short(v, d), string: fixed(''), locale: (v) => [v.toLocaleString('en'), ''],
  percent: fixed('%'), percentunit: fixed('%', 100), humidity: fixed('%H'), dB: fixed('dB'), sci: (v) => [v.toExponential(2), ''],
  hex: (v) => [Math.round(v).toString(16), ''],
  ns: of(SECONDS, 1e-9), 'µs': of(SECONDS, 1e-6), ms: of(SECONDS, 1e-3), s: SECONDS, m: of(SECONDS, 60), h: of(SECONDS, 3600), d: of(SECONDS, 86400),
  dtdurations: (v) => [clock(v), ''], dtdurationms: (v) => [clock(v / 1000), ''], dthms: (v) => [clock(v), ''], hertz: siBothWays('Hz'),
  bytes: iec('B'), kbytes: of(iec('B'), 1024), mbytes: of(iec('B'), 1024 ** 2), gbytes: of(iec('B'), 1024 ** 3), bits: iec('b'),
  decbytes: si('B'), deckbytes: of(si('B'), 1e3), decmbytes: of(si('B'), 1e6), decgbytes: of(si('B'), 1e9), decbits: si('b'),
  binBps: iec('B/s'), Bps: si('B/s'), binbps: iec('b/s'), bps: si('b/s'), KBs: of(si('B/s'), 1e3), MBs: of(si('B/s'), 1e6), pps: si('p/s'),
  reqps: rate('req/s'), rps: rate('rd/s'), wps: rate('wr/s'), ops: rate('ops/s'), iops: rate('io/s'), cps: rate('c/s'), eps: rate('evt/s'), mps: rate('msg/s'),
  reqpm: rate('req/min'), opm: rate('ops/min'), cpm: rate('c/min'), rpm: rate('rd/min'), wpm: rate('wr/min'),
  currencyUSD: currency('$'), currencyEUR: currency('€'), currencyGBP: currency('£'), currencyJPY: currency('¥'), currencyCHF: currency('CHF '),
  celsius: fixed('°C'), fahrenheit: fixed('°F'), kelvin: fixed('K'), watt: siBothWays('W'), volt: siBothWays('V'), amp: siBothWays('A'), joule: siBothWays('J'),
  bool: (v) => [v ? 'True' : 'False', ''], bool_yes_no: (v) => [v ? 'Yes' : 'No', ''], bool_on_off: (v) => [v ? 'On' : 'Off', ''],
  dateTimeAsIso: moment, dateTimeAsLocal: moment, dateTimeFromNow: (v) => [`${clock((Date.now() - v) / 1000)} ago`, ''],
};

/** Suffixes that stand right behind the number; others are set off by a space. */
const TIGHT = /^(%|°|$)/;

export const isKnownUnit = (unit) => !unit || unit in UNITS || /^(suffix|prefix|currency|time|si|count):/.test(unit);

/** `{text, suffix}`; `decimals` null or undefined for as many as say something. */
export function parts(value, unit = 'short', decimals = undefined) {
  if (value === null || value === undefined) return {text: '–', suffix: ''};
  if (Number.isNaN(value)) return {text: 'NaN', suffix: ''};
  if (!Number.isFinite(value)) return {text: value > 0 ? '+∞' : '−∞', suffix: ''};
  const [text, suffix] = formatOf(unit)(value, decimals ?? undefined);
  return {text, suffix: suffix.trim()};
}

function formatOf(unit) {
  if (!unit) return UNITS.short;
  if (UNITS[unit]) return UNITS[unit];
  const [kind, rest] = unit.split(/:(.*)/);
  switch (rest === undefined ? '' : kind) {
    case 'suffix': return fixed(rest);
    case 'prefix': return (v, d) => [rest + number(v, d), ''];
    case 'currency': return currency(rest);
    case 'si': return siBothWays(rest);
    case 'count': return rate(rest);
    case 'time': return moment;
    default: return fixed(unit);
  }
}

export function formatValue(value, unit, decimals) {
  const {text, suffix} = parts(value, unit, decimals);
  return TIGHT.test(suffix) ? text + suffix : `${text} ${suffix}`;
}

/** At most three significant digits and no zeros that say nothing, unless `decimals` says how many. */
function number(value, decimals) {
  const clean = Object.is(value, -0) ? 0 : value;
  if (decimals !== undefined) return clean.toLocaleString('en', {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
  const size = Math.abs(clean);
  if (size !== 0 && size < 1e-6) return clean.toExponential(1);
  return size < 1000 ? String(Number(clean.toPrecision(3))) : whole.format(clean);
}

/** Seconds as 1d 02:03:04. */
function clock(seconds) {
  const s = Math.abs(Math.round(seconds));
  const two = (n) => String(n).padStart(2, '0');
  const days = Math.floor(s / 86400);
  return `${seconds < 0 ? '-' : ''}${days ? `${days}d ` : ''}${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

/** Whether the unit counts in powers of 1024, so that an axis is divided likewise. */
export const isBinary = (unit) => /^(bytes|kbytes|mbytes|gbytes|bits|binBps|binbps)$/.test(unit ?? '');
