/** Whether a key press is text for a field and not a command. */
export function isTyping(event) {
  return /^(INPUT|SELECT|TEXTAREA)$/.test(event.target?.tagName ?? '');
}
