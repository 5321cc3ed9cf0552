import {html} from 'lit';

/** Nothing came yet: how to send. */
export function emptyState(overview) {
  const grpc = overview?.otlp_grpc_port ?? 4317;
  const http = overview?.otlp_http_port ?? 4318;
  const host = location.hostname.includes(':') ? location.hostname : location.hostname || 'localhost';
  return html`<section class="empty" aria-labelledby="empty-title">
    <h1 id="empty-title">Waiting for the first trace</h1>
    <p>This page fills by itself as soon as a service sends one.</p>
    <h2>A service with Choice Sherpa's telemetry</h2>
    <pre>OTLP_ENDPOINT=http://${host}:${grpc}
TRACE_SAMPLE_RATE=1</pre>
    <h2>Any other OpenTelemetry SDK</h2>
    <pre>OTEL_EXPORTER_OTLP_ENDPOINT=http://${host}:${http}
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf</pre>
    <h2>Scraped for metrics</h2>
    <ul>
      ${(overview?.targets ?? []).map(
        (t) => html`<li><span class="dot ${t.health}"></span> <b>${t.job}</b> <code>${t.instance}</code> <span>${t.health === 'unknown' ? 'not scraped yet' : t.last_error || t.health}</span></li>`)}
      ${overview && overview.targets.length === 0 ? html`<li>No target; CONSOLE_SCRAPE_TARGETS names them.</li>` : ''}
    </ul>
  </section>`;
}
