// One colour per service, the same on every view: given out in order of appearance.

const COLOURS = 8;
const given = new Map();

export function colourOf(service) {
  if (!given.has(service)) given.set(service, given.size % COLOURS);
  return `var(--service-${given.get(service)})`;
}

/** Sorted names first, so that a reload gives the same colours. */
export function introduce(services) {
  [...services].sort().forEach(colourOf);
}
