// From what a person types to LogQL. Text that begins with { is LogQL already; everything else is
// words that a line must hold, "phrases", -words that it must not, and field=value.

const TOKEN = /(-?)"((?:\\.|[^"\\])*)"|([\w.]+)(!=|>=|<=|=|>|<)(?:"((?:\\.|[^"\\])*)"|(\S+))|(-?)(\S+)/g;
const NUMBER = /^-?\d+(\.\d+)?(ms|[smhdnu]s?|[KMG]i?B)?$/;

export const LEVELS = ['FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'];

export const isLogQl = (text) => text.trimStart().startsWith('{');

const quoted = (text) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const unescaped = (text) => text.replace(/\\(.)/g, '$1');
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Attributes have dots and dashes, LogQL's labels underscores. */
export const labelName = (name) => name.replace(/\W/g, '_').replace(/^(?=\d)/, '_');

/** LogQL of text, levels and service; empty when all lines are wanted. */
export function toLogQl({text = '', levels = [], service = ''}) {
  const trimmed = text.trim();
  const level = levels.length ? ` | level=~${quoted(levels.map((l) => l.toLowerCase()).join('|'))}` : '';
  if (isLogQl(trimmed)) return trimmed + level + (service ? ` | service_name=${quoted(service)}` : '');
  const stages = [...trimmed.matchAll(TOKEN)].map(stageOf).join('');
  if (!stages && !level && !service) return '';
  return `{${service ? `service_name=${quoted(service)}` : 'level=~".+"'}}${stages}${level}`;
}

function stageOf([, notPhrase, phrase, field, operator, phraseValue, plainValue, notWord, word]) {
  if (phrase !== undefined) return contains(notPhrase, unescaped(phrase));
  if (field === undefined) return contains(notWord, word);
  const value = phraseValue === undefined ? plainValue : unescaped(phraseValue);
  const compares = operator !== '=' && operator !== '!=';
  return ` | ${labelName(field)}${operator}${compares && NUMBER.test(value) ? value : quoted(value)}`;
}

// Letters of either case: a person looks for a word, not for its spelling.
const contains = (not, text) => ` ${not ? '!~' : '|~'} ${quoted(`(?i)${literal(text)}`)}`;

/** The text with one more condition. */
export function withFilter(text, name, operator, value) {
  if (isLogQl(text)) return `${text.trim()} | ${labelName(name)}${operator}${quoted(value)}`;
  const plain = /^[^\s"]+$/.test(value) ? value : quoted(value);
  return `${text.trim()} ${labelName(name)}${operator}${plain}`.trim();
}

/** What is being typed at the end: `{kind: 'field'|'value', typed, from, field}`. */
export function typingAt(text, cursor) {
  const before = text.slice(0, cursor);
  const value = /([\w.]+)(?:=~?|!=|!~)"?([^"\s]*)$/.exec(before);
  if (value) return {kind: 'value', field: labelName(value[1]), typed: value[2], from: cursor - value[2].length};
  const field = /(?:^|[\s{,|])([a-zA-Z_][\w.]*)$/.exec(before);
  if (field) return {kind: 'field', typed: field[1], from: cursor - field[1].length};
  return {kind: 'none'};
}
