#!/usr/bin/env bash
# Scans moto, an emulator of AWS that nobody here wrote: `npm run test:moto`.
# Makes a Python virtual environment in .venv, installs moto there when it is missing, starts it on loopback, runs the
# tests, stops it. Says so and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."
# A newer moto answers more calls: raise it together with the list of missing operations in moto.test.ts.
moto_version=5.2.5
python=.venv/bin/python
server_pid=''
log=.tmp/moto.log

fail() {
  printf '\ntest:moto CANNOT RUN: %s\n' "$1" >&2
  exit 1
}

stop() {
  if [ -n "$server_pid" ]; then
    kill "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
  fi
}
trap stop EXIT
trap 'exit 130' INT TERM

has_moto() {
  [ -x "$python" ] && "$python" -c "import moto, flask; assert moto.__version__ == '$moto_version'" 2>/dev/null
}

install() {
  command -v python3 >/dev/null || fail 'there is no python3. On Debian: apt-get install python3 python3-venv'
  if ! [ -x "$python" ] || ! "$python" -c 'import pip' 2>/dev/null; then
    python3 -c 'import ensurepip, venv' 2>/dev/null ||
      fail 'python3 cannot make virtual environments. On Debian: apt-get install python3-venv'
    rm -rf .venv
    python3 -m venv .venv || fail 'python3 -m venv .venv failed'
  fi
  printf 'installing moto %s into .venv\n' "$moto_version"
  "$python" -m pip install --quiet --disable-pip-version-check "moto[server]==$moto_version" ||
    fail "pip could not install moto[server] $moto_version"
  has_moto || fail "moto $moto_version was installed and cannot be imported"
}

mkdir -p .tmp
rm -f .tmp/vitest-moto.json
has_moto || install

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
.venv/bin/moto_server -H 127.0.0.1 -p "$port" >"$log" 2>&1 &
server_pid=$!
export AWS_ENDPOINT_URL="http://127.0.0.1:$port"
for _ in $(seq 300); do
  kill -0 "$server_pid" 2>/dev/null || { tail -20 "$log" >&2; fail 'moto_server ended before it answered'; }
  if "$python" -c "import urllib.request as u; u.urlopen('$AWS_ENDPOINT_URL/moto-api/data.json', timeout=5)" 2>/dev/null; then
    ready=yes
    break
  fi
  sleep 0.2
done
[ "${ready:-}" = yes ] || { tail -20 "$log" >&2; fail 'moto_server did not answer within a minute'; }

# Keys that moto takes for anybody's; nothing of the user's own.
unset AWS_PROFILE AWS_SESSION_TOKEN
export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
export PATH="$PWD/node_modules/.bin:$PATH"
vitest run --config test/moto/vitest.config.ts "$@"
