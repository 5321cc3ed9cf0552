import {href} from '../base/router.js';

// Rules and alerts as the console tells them, put together for the page.

export const STATES = ['firing', 'pending', 'inactive'];

/** From 0, the worst; a state that is not known yet, before the first evaluation, is last. */
export const rank = (state) => (STATES.includes(state) ? STATES.indexOf(state) : STATES.length);

/** The worst state first. */
export const byState = (a, b) => rank(a.state) - rank(b.state);

/** Alerting rules of all groups, each with its group's name; the worst state first. */
export function alertRules(groups) {
  return groups.flatMap((g) => g.rules.filter((r) => r.type === 'alerting').map((r) => ({...r, group: g.name, file: g.file})))
    .sort((a, b) => byState(a, b) || a.name.localeCompare(b.name));
}

/** Labels that all rules bear alike. */
export function commonLabels(rules) {
  const [first, ...others] = rules.map((r) => r.labels);
  return Object.fromEntries(Object.entries(first).filter(([k, v]) => others.every((labels) => labels[k] === v)));
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

/** A quotient compared with something from 0 to 1 is a share. */
export function unitOf({expression, threshold}, guess) {
  const isShare = Math.abs(threshold) <= 1 && (/\//.test(expression) || /ratio|share/.test(expression));
  return guess === 'short' && isShare ? 'percentunit' : guess;
}

/** Whether a value meets a condition. */
export function meets(value, {operator, threshold}) {
  if (value === null) return false;
  const outcomes = {'>': value > threshold, '>=': value >= threshold, '<': value < threshold, '<=': value <= threshold, '==': value === threshold, '!=': value !== threshold};
  return outcomes[operator] ?? false;
}

/** Of several values the one nearest to the threshold's bad side. */
export function worst(values, {operator}) {
  if (!values.length) return null;
  return operator.startsWith('<') ? Math.min(...values) : Math.max(...values);
}

/** A template says nothing before an alert has filled it. */
export const isTemplate = (text) => /\{\{/.test(text);

/** What these annotations say that those did not say yet. */
export function newWords(annotations, ...told) {
  const known = new Set(told.flatMap((t) => [t.summary, t.description]));
  return [annotations.summary, annotations.description].filter((text) => text && !isTemplate(text) && !known.has(text));
}

/** A runbook whose links to its neighbours, files beside it, lead to their pages here. */
export const linkedRunbook = (markdown) => markdown.replace(/\]\(([A-Za-z0-9][\w-]*)\.md(?:#[\w-]*)?\)/g, (all, name) => `](${href(['alerts', name])})`);

/** Matchers that silence exactly the alerts that bear these labels. */
export function matchersOf(labels) {
  return Object.entries(labels).map(([name, value]) => ({name, value, regex: false, equal: true}));
}
