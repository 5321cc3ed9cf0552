# shellcheck shell=bash
# Jaeger, or the console in its place: both answer Jaeger's own API.

program jaeger JAEGER jaeger
p_jaeger="$(port 16686)"
traces_in_console() {
  jaeger_endpoint="127.0.0.1:$p_console_otlp"
  jaeger_url="http://127.0.0.1:$p_console"
  jaeger_name="console, in Jaeger's place"
}
traces_in_console

start_jaeger() {
  local otlp
  if [ -z "$jaeger" ]; then
    note jaeger "traces stored in Jaeger itself" "not proven" "no jaeger; the console receives in its place"
    return
  fi
  otlp="127.0.0.1:$(port 24327)"
  start jaeger env OWN_METRICS_HOST=127.0.0.1 OWN_METRICS_PORT="$(port 8889)" HEALTH_ENDPOINT="127.0.0.1:$(port 13134)" \
    TRACE_DIRECTORY="$work/jaeger" QUERY_ENDPOINT="127.0.0.1:$p_jaeger" QUERY_GRPC_ENDPOINT="127.0.0.1:$(port 16685)" \
    OTLP_GRPC_ENDPOINT="$otlp" "$jaeger" --config="$stack/jaeger/jaeger.yaml"
  if ready jaeger "starts with jaeger/jaeger.yaml and answers" 40 "http://127.0.0.1:$p_jaeger/api/services"; then
    jaeger_endpoint="$otlp" jaeger_url="http://127.0.0.1:$p_jaeger" jaeger_name=jaeger
  fi
}
during stores start_jaeger

spans_of() { get "$jaeger_url/api/traces/$1" | jq -r '.data[0].spans[].operationName'; }
