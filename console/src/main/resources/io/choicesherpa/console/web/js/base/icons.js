import {svg, html} from 'lit';

const icon = (body, size = 14) =>
  html`<svg width=${size} height=${size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

export const chevron = icon(svg`<path d="M6 3.5 10.5 8 6 12.5"></path>`);
export const pause = icon(svg`<path d="M5.5 3.5v9M10.5 3.5v9"></path>`);
export const play = icon(svg`<path d="M5 3.3v9.4L12.5 8z"></path>`);
export const back = icon(svg`<path d="M9.5 3.5 5 8l4.5 4.5"></path>`);
export const close = icon(svg`<path d="m4 4 8 8M12 4l-8 8"></path>`);
export const copy = icon(svg`<path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7"></path>`);
export const plus = icon(svg`<path d="M8 3v10M3 8h10"></path>`);
export const clock = icon(svg`<circle cx="8" cy="8" r="5.8"></circle><path d="M8 4.8V8l2.2 1.6"></path>`);
export const refresh = icon(svg`<path d="M13 5.5A5.5 5.5 0 1 0 13.5 9M13.3 2.5v3.2h-3.2"></path>`);
export const help = icon(svg`<circle cx="8" cy="8" r="5.8"></circle><path d="M6.3 6.3c.3-2.2 3.5-2 3.4 0 0 1.2-1.7 1.300-1.7 2.500M8 11v.1"></path>`, 16);
export const sunMoon = icon(svg`<circle cx="8" cy="8" r="5.5"></circle><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"></path>`, 16);
export const flag = html`<svg class="flag" viewBox="0 0 16 16" role="img" aria-label="failed"><path fill="currentColor" d="M8 1.5 15 14H1z"></path><path stroke="var(--surface)" stroke-width="1.6" stroke-linecap="round" d="M8 6v3.6M8 11.7v.1"></path></svg>`;

// The navigation's
export const overview = icon(svg`<path d="M2.5 2.500h4.500v6h-4.500zM9 2.500h4.500v3.500H9zM9 8h4.500v5.500H9zM2.5 10.500H7v3H2.500z"></path>`, 16);
export const traces = icon(svg`<path d="M2 3.500h9M4.5 8H11M7 12.500h7"></path>`, 16);
export const logs = icon(svg`<path d="M2.5 3.500h11M2.5 6.500h7.500M2.5 9.500h11M2.5 12.500h5"></path>`, 16);
export const metrics = icon(svg`<path d="M2.5 2.500v11h11M5 10l2.5-3.5 2 2L13 4"></path>`, 16);
export const dashboards = icon(svg`<path d="M3 13.500v-4M6.5 13.500v-8M10 13.500v-5.500M13.3 13.500v-11"></path>`, 16);
export const alerts = icon(svg`<path d="M8 2.500a4 4 0 0 1 4 4c0 3 1.3 4.5 1.3 4.500H2.700S4 9.5 4 6.500a4 4 0 0 1 4-4zM6.700 13.500h2.600"></path>`, 16);
export const errors = icon(svg`<path d="M8 2.5 14.5 13.500h-13zM8 6.500v3.200M8 11.600v.1"></path>`, 16);
export const intake = icon(svg`<path d="M2.5 9.500v4h11v-4M8 2.500v7M5 6.800l3 3 3-3"></path>`, 16);
