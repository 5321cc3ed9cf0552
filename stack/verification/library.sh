# shellcheck shell=bash
# What every part of stack/verify uses. A part is a file of this folder: it finds its program, defines functions and
# says by "during PHASE function" when they are called. Phases and their order stand in stack/verify; within a phase
# parts come in the order of their files' names.

work="$(mktemp -d)"
results="$work/results"
: >"$results"
: >"$work/pids"
pids=()
declare -A named=()
programs=() # What the last line gives the version of,
versions=() # and what is no program: "name version".
declare -A calls=()

during() { # phase, function
  calls[$1]="${calls[$1]:-} $2"
}
in_order() { # phases…
  local phase call
  for phase in "$@"; do
    for call in ${calls[$phase]:-}; do "$call"; done
  done
}

# A process of its own. What has been started must not outlive stack/verify, even where that was killed.
guard() {
  local until=$((SECONDS + minutes * 60)) pid
  while kill -0 $$ 2>/dev/null; do
    if [ $SECONDS -ge $until ]; then
      kill -USR1 $$
      until=$((SECONDS + 60))
    elif $attached && [ "$(ps -o ppid= -p $$ | tr -d ' ')" != "$PPID" ]; then
      kill -TERM $$
    fi
    sleep 1
  done
  while read -r pid; do kill -TERM "$pid" 2>/dev/null; done <"$work/pids"
  sleep 20
  while read -r pid; do kill -KILL "$pid" 2>/dev/null; done <"$work/pids"
  rm -rf "$work"
}
end() { # What was started is ended, newest first, and waited for.
  local i
  trap '' INT TERM
  kill "${watchdog:-0}" 2>/dev/null
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    stop "${pids[i]}"
  done
  rm -rf "$work"
}
stop() { # process id
  local waited=0
  kill -TERM "$1" 2>/dev/null || return 0
  while kill -0 "$1" 2>/dev/null && [ $waited -lt 100 ]; do sleep 0.2; waited=$((waited + 1)); done
  kill -KILL "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}
start() { # name, command…: its output goes to $work/name.log
  "${@:2}" >"$work/$1.log" 2>&1 &
  pids+=("$!")
  printf '%s\n' "$!" >>"$work/pids"
  named[$1]=$!
}
stop_named() { # names that start was given…
  local name
  for name in "$@"; do [ -z "${named[$name]:-}" ] || stop "${named[$name]}"; done
}
program() { # variable to set, variable that names it, names to look for…: empty where there is none
  local found="${!2:-}" name
  for name in "${@:3}"; do
    if [ -z "$found" ] && [ -x "$cache/bin/$name" ]; then found="$cache/bin/$name"; fi
    [ -n "$found" ] || found="$(command -v "$name")"
  done
  printf -v "$1" %s "$found"
  [ -z "$found" ] || programs+=("$found")
}
built() { # program, function that builds it by Go into $cache/bin, ended by its first error
  if ! command -v go >/dev/null; then
    note build "$1" "not proven" "no go on the PATH"
    return
  fi
  mkdir -p "$cache/bin"
  printf 'Building %s into %s\n' "$1" "$cache" >&2
  (set -e; export GOWORK=off; "$2") >"$work/build.log" 2>&1 # Not by "if", which would take its errors for an answer.
  [ $? -eq 0 ] || note build "$1" FAILED "$(remark <"$work/build.log")"
}
# A module's source, to be built as it is by its own go.mod and go.sum, which hold what it replaces and every
# dependency's hash. Its own hash is given: Go then needs no checksum database, which does not know every commit that
# the proxy has.
source_of() { # name of its folder, module, version, hash, hash of go.mod
  rm -rf "$cache/source/$1" "$cache/download"
  mkdir -p "$cache/source" "$cache/download"
  cd "$cache/download"
  printf 'module download\n\ngo 1.24\n\nrequire %s %s\n' "$2" "$3" >go.mod
  printf '%s %s %s\n%s %s/go.mod %s\n' "$2" "$3" "$4" "$2" "$3" "$5" >go.sum
  go mod download "$2"
  cp -r "$(go list -m -f '{{.Dir}}' "$2")" "$cache/source/$1"
  cd "$cache/source/$1"
  chmod -R u+w .
}
port() { printf '%s' $(($1 + offset)); }
# The console's, which may receive in another program's place.
p_console="$(port 3000)" p_console_otlp="$(port 4317)" p_console_http="$(port 4318)"

note() { # area, what, proven|FAILED|not proven, remark
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4:-}" >>"$results"
  printf '  %-10s %s: %s %s\n' "$3" "$1" "$2" "${4:+($4)}" >&2
}
check() { # area, what, command…: proven when it succeeds; its last line of output is the remark when it does not
  local area="$1" what="$2" output
  shift 2
  if output="$("$@" 2>&1)"; then note "$area" "$what" proven; else note "$area" "$what" FAILED "$(remark <<<"$output")"; fi
}
remark() { tail -n 1 | tr '\t|' '  ' | cut -c 1-160; }
await() { # seconds, command…
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || return 1
    sleep 1
  done
}
ready() { # area, what, seconds, URL: notes whether what was started last answers
  if await "$3" get "$4"; then note "$1" "$2" proven; else note "$1" "$2" FAILED "$(remark <"$work/$1.log")"; return 1; fi
}
table() {
  printf '\n| area | what | result | remark |\n|---|---|---|---|\n'
  awk -F'\t' '{printf "| %s | %s | %s | %s |\n", $1, $2, $3, $4}' "$results"
}
print_versions() {
  local name
  printf '\nprograms:'
  [ ${#versions[@]} = 0 ] || printf ' %s;' "${versions[@]}"
  for name in "${programs[@]}"; do
    printf ' %s %s;' "$(basename "$name")" "$("$name" --version 2>&1 | sed -n 's/.*version[ :=]*\([0-9][0-9.]*\).*/\1/p' | head -n 1)"
  done
  printf '\n'
}

get() { curl -sf -m 10 "$@"; }
hex() { head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'; } # so many bytes
via() { # whom to: what a row says of the way
  printf '%sto %s' "$($have_collector && printf 'by the Collector ' || true)" "$1"
}
