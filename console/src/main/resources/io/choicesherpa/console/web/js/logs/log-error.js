/** So much of an error's message stands in a list; the rest is read in the opened line. */
const MESSAGE_CHARS = 160;

/** The error that a line tells of, by its short type and the first line of its message; empty without one. */
export function errorOf(line) {
  const value = (key) => String(line.attributes.find((a) => a.key === key)?.value ?? '');
  const type = value('exception.type').split('.').at(-1);
  const [message] = value('exception.message').split('\n');
  const cut = message.length > MESSAGE_CHARS ? `${message.slice(0, MESSAGE_CHARS)}…` : message;
  return [type, cut].filter(Boolean).join(': ');
}
