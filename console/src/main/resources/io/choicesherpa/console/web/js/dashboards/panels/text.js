import {html} from 'lit';
import {markdown} from '../../base/markdown.js';
import {interpolate} from '../variables.js';

/** Words. Markup among them stays text. */
export function text(panel, frames, {scope}) {
  const words = interpolate(panel.options?.content ?? '', scope, 'raw');
  return panel.options?.mode === 'code' || panel.options?.mode === 'html' ? html`<pre class="text-panel">${words}</pre>` : html`<div class="text-panel">${markdown(words)}</div>`;
}
