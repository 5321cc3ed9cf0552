# shellcheck shell=bash
# Builds programs into the cache, where --build is given, with the machine's Go from its public module proxy: the
# Collector from collector/builder.yaml; Tempo and Grafana, where there are none, from their modules.

programs_built() {
  if ! command -v go >/dev/null; then
    note build "the Collector, Tempo, Grafana" "not proven" "no go on the PATH"
    return
  fi
  mkdir -p "$cache/bin"
  built "the Collector from collector/builder.yaml" build_collector
  there_is tempo "${TEMPO:-}" || built "Tempo" build_tempo
  there_is grafana "${GRAFANA:-}" || built "Grafana" build_grafana
}
there_is() { [ -n "$2" ] || [ -x "$cache/bin/$1" ] || command -v "$1" >/dev/null; } # program, what it was said to be
built() { # what, function
  printf 'Building %s into %s\n' "$1" "$cache" >&2
  # Not by "if": its errors end it.
  (set -e; export GOWORK=off; "$2") >"$work/build.log" 2>&1
  [ $? -eq 0 ] || note build "$1" FAILED "$(remark <"$work/build.log")"
}

build_collector() {
  local version
  version="$(sed -n 's/^  version: //p' "$stack/collector/builder.yaml")"
  cd "$cache"
  nice go run "go.opentelemetry.io/collector/cmd/builder@v$version" --config="$stack/collector/builder.yaml" --skip-compilation
  cd otelcol-build
  nice env GOFLAGS=-mod=mod go build -trimpath -ldflags='-s -w' -o "$cache/bin/otelcol" .
}

# A module's source, to be built as it is by its own go.mod and go.sum, which hold what it replaces and every
# dependency's hash. Its own hash is given: then Go needs no checksum database, which does not know every commit that
# the proxy has.
source_of() { # name of the folder, module, version, hash, hash of go.mod
  local from
  rm -rf "$cache/source/$1" "$cache/download"
  mkdir -p "$cache/source" "$cache/download"
  cd "$cache/download"
  printf 'module download\n\ngo 1.24\n\nrequire %s %s\n' "$2" "$3" >go.mod
  printf '%s %s %s\n%s %s/go.mod %s\n' "$2" "$3" "$4" "$2" "$3" "$5" >go.sum
  go mod download "$2"
  from="$(go list -m -f '{{.Dir}}' "$2")"
  cp -r "$from" "$cache/source/$1"
  chmod -R u+w "$cache/source/$1"
  cd "$cache/source/$1"
}

# The newest commit that the proxy has, which is not a release: 2.8.0-rc.0 and two changes more. The hashes stand in
# Grafana's own go.sum.
build_tempo() {
  source_of tempo github.com/grafana/tempo v1.5.1-0.20250529124718-87c2dc380cec \
    h1:wnzJov9RhSHGaTYGzTygL4qq986fLen8xSqnQgaMd28= h1:j1IY7J2rUz7TcTjFVVx6HCpyTlYOJPtXuGRZ7sI+vSo=
  nice go build -trimpath -ldflags='-s -w -X main.Version=2.8.0-main' -o "$cache/bin/tempo" ./cmd/tempo
}

# Likewise: before 10.1. The hashes are the checksum database's. Its pages are not built, its API does without.
# It wants a C compiler, for its database.
build_grafana() {
  source_of grafana github.com/grafana/grafana v1.9.2-0.20230609164553-81d85ce8028d \
    h1:nEQOIzFVY/zsD915THCfkl+HIvGW+AounbAQ61ejFcs= h1:A+woACthnJYUMZDRqGvUaP7YnNxRHcvSnht1VNHSjK8=
  (cd "$cache/download" && GOBIN="$cache/bin" go install github.com/google/wire/cmd/wire@v0.7.0)
  nice "$cache/bin/wire" gen -tags oss ./pkg/server
  nice go build -tags oss -trimpath -ldflags='-s -w -X main.version=10.1.0-pre' -o "$cache/source/grafana/bin/grafana" ./pkg/cmd/grafana
  ln -sf "$cache/source/grafana/bin/grafana" "$cache/bin/grafana"
}
