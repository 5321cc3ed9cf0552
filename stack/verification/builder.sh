# shellcheck shell=bash
# The Collector from collector/builder.yaml.

build_collector() {
  local version
  if ! command -v go >/dev/null; then
    note build "the Collector from collector/builder.yaml" "not proven" "no go on the PATH"
    return
  fi
  version="$(sed -n 's/^  version: //p' "$stack/collector/builder.yaml")"
  mkdir -p "$cache/bin"
  printf 'Building the Collector into %s\n' "$cache" >&2
  mkdir -p "$cache/otelcol-build" && cp "$stack/collector/builder.sum" "$cache/otelcol-build/go.sum"
  (
    cd "$cache" && export GOWORK=off &&
      nice go run "go.opentelemetry.io/collector/cmd/builder@v$version" \
        --config="$stack/collector/builder.yaml" --skip-compilation &&
      cd otelcol-build && nice env GOFLAGS=-mod=mod go build -trimpath -ldflags='-s -w' -o "$cache/bin/otelcol" .
  ) >"$work/build.log" 2>&1 || { note build "the Collector from collector/builder.yaml" FAILED "$(remark <"$work/build.log")"; return; }
  [ -n "$otelcol" ] || program otelcol OTELCOL otelcol # It was not there when the parts were read.
}
during build build_collector
