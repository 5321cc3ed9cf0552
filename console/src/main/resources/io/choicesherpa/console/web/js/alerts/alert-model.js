import {formatValue} from '../base/units.js';
import {tokens} from '../metrics/promql-tokens.js';

// Rules and alerts as Prometheus's API tells them, put together for the page.

export const STATES = ['firing', 'pending', 'inactive'];

/** Alerting rules of all groups, each with its group's name; the worst state first. */
export function alertRules(groups) {
  return groups.flatMap((g) => g.rules.filter((r) => r.type === 'alerting').map((r) => ({...r, group: g.name, file: g.file})))
    .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.name.localeCompare(b.name));
}

/**
 * An alert's expression as value and threshold: `a / b > 0.05` is `{value: 'a / b', operator: '>',
 * threshold: 0.05}`. Null when its outermost comparison is not with a number: such a rule is drawn
 * without a line.
 */
export function split(expression) {
  const list = tokens(expression).filter((t) => t.kind !== 'space' && t.kind !== 'comment');
  let depth = 0;
  let found = null;
  list.forEach((t, i) => {
    if ('({['.includes(t.text) && t.kind === 'bracket') depth++;
    else if (')}]'.includes(t.text) && t.kind === 'bracket') depth--;
    else if (depth === 0 && t.kind === 'operator' && /^(>|<|>=|<=|==|!=)$/.test(t.text)) found = {t, i};
    else if (depth === 0 && /^(and|or|unless)$/i.test(t.text)) found = {joined: true};
  });
  if (!found || found.joined) return null;
  const threshold = expression.slice(found.t.start + found.t.text.length).trim();
  if (!/^[-+\d.eE\s*/()]+$/.test(threshold)) return null;
  const number = arithmetic(threshold);
  return number === null ? null : {value: expression.slice(0, found.t.start).trim(), operator: found.t.text, threshold: number};
}

/** Products and quotients of plain numbers, such as 100 * 100 or 1 / 20; null for anything else. */
function arithmetic(text) {
  const plain = text.replace(/[()\s]/g, '');
  if (!/^[-+]?[\d.]+(e[-+]?\d+)?([*/][\d.]+)*$/i.test(plain)) return null;
  const [first, ...rest] = plain.split(/(?=[*/])/);
  return rest.reduce((value, step) => (step[0] === '*' ? value * Number(step.slice(1)) : value / Number(step.slice(1))), Number(first));
}

/** Seconds as rule files have them: 5m, 1h30m. */
export function ruleDuration(seconds) {
  if (!seconds) return '0s';
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'm'], [1, 's']];
  let left = Math.round(seconds);
  return parts.map(([size, unit]) => {
    const n = Math.floor(left / size);
    left -= n * size;
    return n ? `${n}${unit}` : '';
  }).join('');
}

/** A share looks like one: both sides of a division by the same kind of thing. */
export function unitOf(parts, guess) {
  return parts && parts.threshold > 0 && parts.threshold <= 1 && /\//.test(parts.value) ? 'percentunit' : guess;
}

export const show = (value, unit) => formatValue(value, unit);

/** Matchers that silence exactly the alerts that bear these labels. */
export function matchersOf(labels) {
  return Object.entries(labels).map(([name, value]) => ({name, value, isRegex: false, isEqual: true}));
}

/** Whether a silence holds for labels, by Alertmanager's rules. */
export function silences(silence, labels, now = Date.now()) {
  const ends = Date.parse(silence.ends_at ?? silence.endsAt);
  return ends > now && silence.matchers.every((m) => {
    const value = labels[m.name] ?? '';
    const is = m.isRegex ? matches(m.value, value) : value === m.value;
    return is === (m.isEqual ?? true);
  });
}

function matches(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return false; // RE2 knows flags that the browser does not; the server decides
  }
}
