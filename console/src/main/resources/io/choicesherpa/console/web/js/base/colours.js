// Colours for canvases, which know neither CSS variables nor light-dark(). They are looked up in the
// page's own style sheet, so that light and dark, and a chart and the page around it, agree.

export const SERIES_COLOURS = 12;

let cache = new Map();
const changes = new EventTarget();

function forget() {
  cache = new Map();
  changes.dispatchEvent(new Event('change'));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget);
new MutationObserver(forget).observe(document.documentElement, {attributeFilter: ['data-theme']});

/** Calls `listener` when the page turns light or dark; answers how to end that. */
export function onTheme(listener) {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}

/** Any CSS colour, `var(--line)` too, as `rgba(…)`. */
export function resolved(colour) {
  if (!cache.has(colour)) cache.set(colour, measured(colour));
  return cache.get(colour);
}

function measured(colour) {
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  const pixel = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  pixel.fillStyle = computed;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgba(${r},${g},${b},${+(a / 255).toFixed(3)})`;
}

export const seriesColour = (i) => `var(--series-${i % SERIES_COLOURS})`;

/** Grafana's colour names in our own shades; anything else is taken as CSS has it. */
export function namedColour(name) {
  const match = /^(?:(super-light|light|semi-dark|dark)-)?(green|yellow|orange|red|blue|purple)$/.exec(name ?? '');
  if (match) return `var(--named-${match[2]})`;
  return name === 'text' ? 'var(--text)' : name === 'transparent' ? '#0000' : name;
}
