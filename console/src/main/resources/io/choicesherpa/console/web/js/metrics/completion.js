import {labelNames, labelValues, metadata} from '../base/prom.js';
import {contextAt} from './promql-tokens.js';
import {DURATIONS, WORDS} from './promql-words.js';

const MOST = 60;
const KEPT_MILLIS = 30_000;
const kept = new Map();

/** Answers of the last half minute are good enough to write by. */
function cached(key, fetch) {
  const old = kept.get(key);
  if (old && Date.now() - old.at < KEPT_MILLIS) return old.answer;
  const answer = fetch().catch((failure) => {
    kept.delete(key);
    throw failure;
  });
  kept.set(key, {at: Date.now(), answer});
  return answer;
}

/** All metrics: `{word, kind: type, help}` by name. A scraper may know no metadata of some. */
export async function allMetrics() {
  const [names, about] = await Promise.all([
    cached('names', () => labelValues('__name__')),
    cached('metadata', () => metadata()),
  ]);
  return names.map((word) => {
    const entry = about[word]?.[0] ?? about[word.replace(/_(total|bucket|sum|count|info|created)$/, '')]?.[0];
    return {word, kind: entry?.type ?? 'metric', help: entry?.help ?? '', unit: entry?.unit ?? ''};
  });
}

/** `{from, items: [{word, kind, detail, help, insert}]}` for what is written at `cursor`. */
export async function suggestions(text, cursor) {
  const context = contextAt(text, cursor);
  const found = await wordsFor(context);
  return {from: context.from, items: ranked(found, context.typed ?? '')};
}

async function wordsFor(context) {
  switch (context.kind) {
    case 'metric': return context.typed ? [...await allMetrics(), ...WORDS] : [];
    case 'label': {
      const names = await cached(`labels ${context.metric ?? ''}`, () => labelNames(context.metric));
      return names.filter((n) => n !== '__name__').map((word) => ({word, kind: 'label', insert: context.matcher ? `${word}="` : word}));
    }
    case 'value': {
      if (!context.label) return [];
      const values = await cached(`values ${context.metric ?? ''} ${context.label}`, () => labelValues(context.label, context.metric));
      const escaped = (v) => v.replace(/["\\]/g, '\\$&');
      return values.map((word) => ({word, kind: 'value', insert: `${context.quote ? '"' : ''}${escaped(word)}"`}));
    }
    case 'duration': return DURATIONS.map((word) => ({word, kind: 'range', insert: `${word}]`}));
    default: return [];
  }
}

/** What begins with the typed text first, then what holds it, then what holds its letters in order. */
function ranked(items, typed) {
  const wanted = typed.toLowerCase();
  const score = ({word}) => {
    const w = word.toLowerCase();
    if (w === wanted) return 0;
    if (w.startsWith(wanted)) return 1;
    if (w.includes(`_${wanted}`)) return 2;
    if (w.includes(wanted)) return 3;
    return isWithin(wanted, w) ? 4 : -1;
  };
  return items.map((item) => ({item, score: score(item)})).filter((s) => s.score >= 0)
    .sort((a, b) => a.score - b.score || a.item.word.localeCompare(b.item.word))
    .slice(0, MOST).map((s) => s.item);
}

function isWithin(letters, word) {
  if (letters.length < 3) return false;
  let at = 0;
  for (const letter of word) if (letter === letters[at]) at++;
  return at === letters.length;
}
