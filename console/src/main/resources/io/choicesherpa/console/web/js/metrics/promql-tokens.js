import {isFunction, isKeyword} from './promql-words.js';

// Enough of PromQL's lexis to colour an expression and to know what is being written at its cursor.
// What is right or wrong says the server.

const TOKEN = /(#[^\n]*)|("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`[^`]*`?)|((?:\d+(?:ms|[smhdwy]))+)(?![\w.])|(0x[\da-f]+|\d*\.?\d+(?:e[+-]?\d+)?)|([a-zA-Z_:][\w:.]*)|(=~|!~|!=|==|>=|<=|[-+*/%^=<>@])|([(){}[\],])|(\s+)|(.)/giy;
const KINDS = ['comment', 'string', 'duration', 'number', 'word', 'operator', 'bracket', 'space', 'other'];
const GROUPINGS = /^(by|without|on|ignoring|group_left|group_right)$/i;

/** `{kind, text, start}` of the whole expression; words are told apart by what stands around them. */
export function tokens(text) {
  const all = [];
  TOKEN.lastIndex = 0;
  for (let m; TOKEN.lastIndex < text.length && (m = TOKEN.exec(text)); ) {
    all.push({kind: KINDS[m.slice(1).findIndex((g) => g !== undefined)], text: m[0], start: m.index});
  }
  const solid = all.filter((t) => t.kind !== 'space' && t.kind !== 'comment');
  const nesting = [];
  solid.forEach((t, i) => {
    const before = solid[i - 1];
    if (t.kind === 'word') t.kind = wordKind(t, nesting.at(-1), solid[i + 1]);
    if ('({['.includes(t.text) && t.kind === 'bracket') nesting.push({bracket: t.text, owner: before});
    if (')}]'.includes(t.text) && t.kind === 'bracket') nesting.pop();
  });
  return all;
}

function wordKind(token, inside, next) {
  if (inside?.bracket === '{' || GROUPINGS.test(inside?.owner?.text ?? '')) return 'label';
  if (isFunction(token.text) && (!next || next.text === '(' || GROUPINGS.test(next.text))) return 'function';
  return isKeyword(token.text.toLowerCase()) ? 'keyword' : 'metric';
}

/**
 * What is written at `cursor`: `{kind, typed, from, metric, label}` with kind metric, label, value,
 * duration or none; `from` is where the typed part begins. `metric` is the one whose labels count.
 */
export function contextAt(text, cursor) {
  const all = tokens(text.slice(0, cursor)).filter((t) => t.kind !== 'space');
  const last = all.at(-1);
  if (last?.kind === 'comment') return {kind: 'none'};
  const nesting = [];
  all.forEach((t, i) => {
    if (t.kind !== 'bracket') return;
    if ('({['.includes(t.text)) nesting.push({bracket: t.text, owner: all[i - 1]});
    else if (')}]'.includes(t.text)) nesting.pop();
  });
  const inside = nesting.at(-1);
  const isWord = last && /^(metric|label|function|keyword)$/.test(last.kind) && last.start + last.text.length === cursor;
  const typed = isWord ? last.text : '';
  const from = isWord ? last.start : cursor;
  const before = isWord ? all.at(-2) : last;
  if (inside?.bracket === '{') return inBraces(all, inside, {typed, from, before, cursor});
  if (inside?.bracket === '[') return {kind: 'duration', typed: '', from: cursor};
  if (GROUPINGS.test(inside?.owner?.text ?? '')) return {kind: 'label', typed, from, metric: nameIn(tokens(text))};
  if (last?.kind === 'string' || last?.kind === 'number' || last?.kind === 'duration') return {kind: 'none'};
  return {kind: 'metric', typed, from};
}

function inBraces(all, inside, {typed, from, before, cursor}) {
  const metric = inside.owner && inside.owner.kind === 'metric' ? inside.owner.text : undefined;
  const last = all.at(-1);
  const operator = all.at(-2);
  const isOpen = last.kind === 'string' && (last.text.length === 1 || last.text.at(-1) !== last.text[0]);
  if (isOpen && operator?.kind === 'operator') {
    return {kind: 'value', typed: last.text.slice(1), from: last.start + 1, metric, label: all.at(-3)?.text};
  }
  if (last.kind === 'operator') return {kind: 'value', typed: '', from: cursor, metric, label: operator?.text, quote: true};
  if (before && '{,'.includes(before.text)) return {kind: 'label', typed, from, metric, matcher: true};
  return {kind: 'none'};
}

const nameIn = (list) => list.find((t) => t.kind === 'metric')?.text;
