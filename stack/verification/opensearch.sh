# shellcheck shell=bash
# OpenSearch in Elasticsearch's place. OPENSEARCH is the folder of its jars, which --build downloads into the cache.

opensearch="${OPENSEARCH:-}"
[ -n "$opensearch" ] || [ ! -d "$cache/opensearch" ] || opensearch="$cache/opensearch"
. "$home/scripts/jdk.sh"
java="$(find_jdk || printf /usr)/bin/java"
opensearch_url="http://127.0.0.1:$(port 9200)"
opensearch_name="OpenSearch, in Elasticsearch's place"
have_opensearch=false

build_opensearch() {
  printf 'Downloading OpenSearch into %s\n' "$cache" >&2
  if "$(maven_command "$home")" -q -B -f "$stack/verification/opensearch/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$cache/opensearch" >"$work/build.log" 2>&1; then
    opensearch="$cache/opensearch"
  else
    note build "OpenSearch from Maven Central" FAILED "$(remark <"$work/build.log")"
  fi
}
during build build_opensearch

run_opensearch() {
  start opensearch "$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$opensearch/*" \
    "$stack/verification/opensearch/OpenSearch.java" "$work/opensearch" "$(port 9200)"
}
start_opensearch() {
  if [ -z "$opensearch" ]; then
    note opensearch "log lines stored in OpenSearch" "not proven" "no opensearch; --build downloads it"
  elif ! has_component elasticsearch; then
    note opensearch "log lines stored in OpenSearch" "not proven" "no Collector with an elasticsearch exporter"
  else
    mkdir -p "$work/opensearch"
    run_opensearch
    if ready opensearch "starts" 90 "$opensearch_url/" && template; then
      have_opensearch=true
      destinations+=(elastic)
      collector_env+=(ELASTICSEARCH_ENDPOINT="$opensearch_url" ELASTIC_PASSWORD=unused)
      versions+=("opensearch $(get "$opensearch_url/" | jq -r .version.number)")
    fi
  fi
  note elastic "log lines stored in Elasticsearch itself, shown by Kibana" "not proven" "not to be had without containers"
}
during stores start_opensearch

# What Elasticsearch has from the start: data streams for the names that the exporter gives, and types for its fields.
template() {
  get -X PUT "$opensearch_url/_index_template/logs-otel" -H 'Content-Type: application/json' -d '{
    "index_patterns": ["logs-*.otel-*"], "data_stream": {}, "priority": 120,
    "template": {
      "settings": {"number_of_replicas": 0, "refresh_interval": "1s"},
      "mappings": {"dynamic": true, "properties": {
        "trace_id": {"type": "keyword"}, "span_id": {"type": "keyword"}, "severity_text": {"type": "keyword"},
        "body": {"properties": {"text": {"type": "match_only_text"}}},
        "attributes": {"type": "flat_object"},
        "resource": {"properties": {"attributes": {"type": "flat_object"}}},
        "scope": {"properties": {"attributes": {"type": "flat_object"}}}}}}}' >/dev/null
}
documents() { # trace id: prints its log records as they are stored, one a line
  get -G "$opensearch_url/logs-*/_search" --data-urlencode "q=trace_id:\"$1\"" -d size=200 | jq -ce '.hits.hits[]._source'
}
documented() { # Each with what a person filters by.
  local found
  found="$(documents "$trace")" || { printf 'no document\n'; return 1; }
  jq -es 'all(.body.text != null and .severity_text != null and .span_id != null and .attributes != null
    and .resource.attributes["service.name"] == "choice-sherpa")' <<<"$found" >/dev/null || { printf 'a field is missing: %s\n' "$(head -n 1 <<<"$found")"; return 1; }
}
opensearch_arrives() {
  local away
  $have_opensearch && $have_collector || return
  await 40 documents "$trace"
  check logs "the message's log lines under its trace id, with text, severity and attributes, $(via "$opensearch_name")" documented
  stop_named opensearch
  away="$(hex 16)"
  send_logs "127.0.0.1:$p_otlp_http" "$(record "$away" "sent while it was away")"
  sleep 5
  run_opensearch
  await 90 documents "$away"
  check logs "a log record sent while OpenSearch was away arrives when it is back" documents "$away"
}
during arrivals opensearch_arrives
