// A unit for an expression by the names in it: Prometheus's metrics end with theirs.

export function guessUnit(expression) {
  const text = expression ?? '';
  const perSecond = /\b(i?rate|deriv)\s*\(/.test(text);
  if (/\bhistogram_quantile\b/.test(text)) return /_seconds/.test(text) ? 's' : /_bytes/.test(text) ? 'bytes' : 'short';
  // A counter over another of its family is a mean; over itself, a share.
  if (/\//.test(text)) return /_seconds_sum/.test(text) ? 's' : /_bytes_sum/.test(text) ? 'bytes' : 'short';
  if (/_ratio\b/.test(text)) return 'percentunit';
  if (/_seconds(_bucket|_sum)?\b/.test(text) && !perSecond && !/_count\b/.test(text)) return 's';
  if (/_bytes\b/.test(text)) return perSecond ? 'Bps' : 'bytes';
  return perSecond && /requests/.test(text) ? 'reqps' : 'short';
}

export const UNIT_CHOICES = [
  ['', 'Auto unit'], ['short', 'Number'], ['s', 'Seconds'], ['ms', 'Milliseconds'], ['percentunit', 'Percent (0–1)'], ['percent', 'Percent (0–100)'],
  ['bytes', 'Bytes'], ['Bps', 'Bytes/s'], ['reqps', 'Requests/s'], ['ops', 'Operations/s'], ['currencyUSD', 'Dollars'],
];
