import {svg, html} from 'lit';

const icon = (body, size = 14) =>
  html`<svg width=${size} height=${size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

export const chevron = icon(svg`<path d="M6 3.5 10.5 8 6 12.5"></path>`);
export const pause = icon(svg`<path d="M5.5 3.5v9M10.5 3.5v9"></path>`);
export const play = icon(svg`<path d="M5 3.3v9.4L12.5 8z"></path>`);
export const back = icon(svg`<path d="M9.5 3.5 5 8l4.5 4.5"></path>`);
export const close = icon(svg`<path d="m4 4 8 8M12 4l-8 8"></path>`);
export const copy = icon(svg`<path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7"></path>`);
export const sunMoon = icon(svg`<circle cx="8" cy="8" r="5.5"></circle><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"></path>`);
export const flag = html`<svg class="flag" viewBox="0 0 16 16" role="img" aria-label="failed"><path fill="currentColor" d="M8 1.5 15 14H1z"></path><path stroke="var(--surface)" stroke-width="1.6" stroke-linecap="round" d="M8 6v3.6M8 11.7v.1"></path></svg>`;
