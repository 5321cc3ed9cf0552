import {html, svg} from 'lit';

const WIDTH = 84;
const HEIGHT = 20;
const POINTS = 60;

/** A line from 0 to the highest of the latest points. */
export function sparkline(points, label) {
  const latest = points.slice(-POINTS);
  if (latest.length < 2) return html``;
  const top = Math.max(...latest, 1e-9);
  const x = (i) => ((i * WIDTH) / (latest.length - 1)).toFixed(1);
  const y = (v) => (HEIGHT - 2 - (v / top) * (HEIGHT - 4)).toFixed(1);
  const line = latest.map((v, i) => `${i ? 'L' : 'M'}${x(i)} ${y(v)}`).join('');
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${svg`<path class="area" d="${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z"></path><path d=${line}></path>`}
  </svg>`;
}
