// What the overview asks. Which metrics there are depends on who is scraped: our own names first,
// then those of OpenTelemetry's agent and of Micrometer.

const FLAVOURS = [
  {requests: 'http_requests_total', duration: 'http_request_duration_seconds', status: 'status'},
  {requests: 'http_server_request_duration_seconds_count', duration: 'http_server_request_duration_seconds', status: 'http_response_status_code'},
  {requests: 'http_server_requests_seconds_count', duration: 'http_server_requests_seconds', status: 'status'},
];

/** Our families' metadata goes by the family's name; others' by the series'. */
export function flavourOf(names) {
  const has = (name) => names.has(name) || names.has(name.replace(/_(total|count)$/, ''));
  return FLAVOURS.find((f) => has(f.requests)) ?? FLAVOURS[0];
}

export function healthQueries({requests, duration, status}, window) {
  const rate = `sum(rate(${requests}[${window}]))`;
  const quantile = (q) => `histogram_quantile(${q}, sum by (le) (rate(${duration}_bucket[${window}])))`;
  return {
    requests: rate,
    // no failed request is no series, which is a share of 0 and not of nothing
    errors: `(sum(rate(${requests}{${status}=~"5.."}[${window}])) or vector(0)) / ${rate}`,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    byStatus: `sum by (class) (label_replace(rate(${requests}[${window}]), "class", "\${1}xx", "${status}", "(.).."))`,
    durations: `${duration}_bucket`,
    sessions: 'sum(sessions_active)',
    cost: (seconds) => `sum(increase(ai_cost_cents_total[${seconds}s])) / 100`,
  };
}

/** Seconds since midnight here, at least a minute. */
export function secondsOfToday(now) {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  return Math.max(60, Math.round((now - midnight) / 1000));
}
