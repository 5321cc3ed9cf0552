import {html} from 'lit';

/** How a trace's first span ended: its HTTP status, or whether it failed. */
export function statusOf(summary) {
  if (summary.http_status) {
    return html`<span class="status s${Math.floor(summary.http_status / 100)}">${summary.http_status}</span>`;
  }
  return summary.root_failed ? html`<span class="status failed">error</span>` : html`<span class="status" aria-label="none">–</span>`;
}
