#!/usr/bin/env bash
# Sends to VictoriaLogs, an HTTP Event Collector that nobody here wrote: `npm run test:hec`.
# Compiles it from the Go module proxy, once; says so and fails where it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

module=github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs
version=v1.52.1
least=26 # of Go 1, as the module asks for

fail() {
  printf '\ntest:hec CANNOT RUN: %s\n' "$1" >&2
  exit 1
}

find_go() {
  local one minor
  for one in "$(command -v go || true)" /usr/local/go/bin/go /usr/lib/go-*/bin/go; do
    [ -x "$one" ] || continue
    minor=$(GOTOOLCHAIN=local "$one" version | sed -n 's/.* go1\.\([0-9]*\).*/\1/p')
    # From 1.21 on, Go fetches the version that a module asks for from the same proxy.
    if [ -n "$minor" ] && [ "$minor" -ge 21 ]; then
      [ "$minor" -ge "$least" ] || printf 'Go 1.%s will fetch 1.%s\n' "$minor" "$least" >&2
      printf '%s\n' "$one"
      return
    fi
  done
}

mkdir -p .tmp
rm -f .tmp/vitest-hec.json
folder="$PWD/test/hec/bin/$version"
if [ ! -x "$folder/victoria-logs" ]; then
  go=$(find_go)
  [ -n "$go" ] || fail 'there is no Go from 1.21 on: it is compiled from the module proxy'
  printf 'compiling VictoriaLogs %s\n' "$version"
  GOBIN="$folder" CGO_ENABLED=0 "$go" install "$module@$version" >.tmp/go.log 2>&1 ||
    { tail -5 .tmp/go.log >&2; fail "Go could not compile $module@$version"; }
fi
export PLUMBLINE_VICTORIALOGS="$folder/victoria-logs"
export PATH="$PWD/node_modules/.bin:$PATH"
vitest run --config test/hec/vitest.config.ts "$@"
