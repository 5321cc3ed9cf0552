# shellcheck shell=bash
# What can be said of the files without starting anything.

program promtool PROMTOOL promtool
compose="${COMPOSE_CONFIG:-}" # prints a compose file's meaning, given the file

rules_are_valid() {
  if [ -n "$promtool" ]; then
    check prometheus "configuration and rules are valid" "$promtool" check config "$stack/prometheus/prometheus.yml"
    if $quick; then note prometheus "rule tests" "not proven" "left out by --quick"
    else check prometheus "rule tests" "$promtool" test rules "$stack"/prometheus/tests/*.test.yml; fi
  else
    note prometheus "configuration, rules, rule tests" "not proven" "no promtool"
  fi
}
during files rules_are_valid

meaning() { # name to leave unset, or nothing
  env -i PATH="$PATH" HOME="$HOME" bash -c 'set -a; . "$1"; unset "$4"; exec "$2" "$3"' - "$work/env" "$compose" "$stack/compose.yaml" "${1:-NONE}"
}
compose_is_valid() {
  local name missing=""
  if [ -n "$compose" ]; then
    "$stack/secrets" | sed -E 's#^(OIDC_ISSUER_URI|OPENAI_API_KEY|ANTHROPIC_API_KEY|ALERT_WEBHOOK_URL)=$#\1=https://example.invalid#' >"$work/env"
    check compose "the file has a meaning, with all secrets set" meaning
    for name in $(sed -n 's/^\([A-Z_]*\)=$/\1/p' "$stack/.env.example"); do
      if meaning "$name" >/dev/null 2>&1; then missing="$missing $name"; fi
    done
    if [ -z "$missing" ]; then note compose "refused while any secret is unset" proven; else note compose "refused while any secret is unset" FAILED "accepted without$missing"; fi
  else
    note compose "the file has a meaning" "not proven" "COMPOSE_CONFIG is not set"
  fi
  note compose "images start, are healthy, Grafana shows the dashboards" "not proven" "no container engine is used here"
}
during files compose_is_valid
