#!/usr/bin/env bash
# Scans real MLflow servers, one open and one with basic-auth: `npm run test:mlflow`.
# Makes a Python virtual environment in .venv-mlflow, installs MLflow there when it is missing, starts both servers on
# loopback, runs the tests, stops them. Says so and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."
# A newer MLflow may answer otherwise: raise it together with what the tests expect.
mlflow_version=3.17.2
venv=.venv-mlflow
python=$venv/bin/python
work=''
pids=()

fail() {
  printf '\ntest:mlflow CANNOT RUN: %s\n' "$1" >&2
  exit 1
}

stop() {
  # Each server is a group of its own: uvicorn's workers end with it.
  for pid in "${pids[@]:-}"; do
    [ -n "$pid" ] && kill -- "-$pid" 2>/dev/null || true
  done
  [ -n "$work" ] && rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

has_mlflow() {
  [ -x "$python" ] && "$python" - "$mlflow_version" <<'PY' 2>/dev/null
import importlib.metadata as metadata, sys
import flask_wtf
assert metadata.version("mlflow") == sys.argv[1]
PY
}

install() {
  command -v python3 >/dev/null || fail 'there is no python3. On Debian: apt-get install python3 python3-venv'
  if ! [ -x "$python" ] || ! "$python" -c 'import pip' 2>/dev/null; then
    python3 -c 'import ensurepip, venv' 2>/dev/null ||
      fail 'python3 cannot make virtual environments. On Debian: apt-get install python3-venv'
    rm -rf "$venv"
    python3 -m venv "$venv" || fail "python3 -m venv $venv failed"
  fi
  printf 'installing mlflow %s into %s\n' "$mlflow_version" "$venv"
  "$python" -m pip install --quiet --disable-pip-version-check "mlflow[auth]==$mlflow_version" ||
    fail "pip could not install mlflow[auth] $mlflow_version"
  has_mlflow || fail "mlflow $mlflow_version was installed and cannot be imported"
}

free_port() {
  "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start NAME PORT [ARGUMENTS...]: in a folder of its own, where it keeps database and files.
start() {
  local name=$1 port=$2
  shift 2
  mkdir -p "$work/$name"
  (
    cd "$work/$name"
    exec setsid "$root/$venv/bin/mlflow" server --host 127.0.0.1 --port "$port" --workers 1 \
      --backend-store-uri sqlite:///mlflow.db --artifacts-destination ./files "$@" >"$root/.tmp/mlflow-$name.log" 2>&1
  ) &
  pids+=("$!")
}

# The subshell became the leader of the group by exec.
wait_for() {
  local name=$1 port=$2 pid=$3
  for _ in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || { tail -20 ".tmp/mlflow-$name.log" >&2; fail "the $name server ended before it answered"; }
    "$python" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/health', timeout=5)" 2>/dev/null && return
    sleep 0.2
  done
  tail -20 ".tmp/mlflow-$name.log" >&2
  fail "the $name server did not answer within a minute"
}

mkdir -p .tmp
rm -f .tmp/vitest-mlflow.json
root=$PWD
work=$(mktemp -d)
has_mlflow || install

export MLFLOW_DISABLE_TELEMETRY=true DO_NOT_TRACK=1
export MLFLOW_FLASK_SERVER_SECRET_KEY=a-key-of-the-test MLFLOW_AUTH_ADMIN_PASSWORD=an-admin-of-the-test
# As MLflow ships it, but passwords are remembered for a while: checking one takes a second of this machine's time.
export MLFLOW_AUTH_CONFIG_PATH=$work/basic_auth.ini
cat >"$MLFLOW_AUTH_CONFIG_PATH" <<'INI'
[mlflow]
default_permission = READ
database_uri = sqlite:///basic_auth.db
admin_username = admin
authorization_function = mlflow.server.auth:authenticate_request_basic_auth
auth_cache_ttl_seconds = 600
INI
open_port=$(free_port)
closed_port=$(free_port)
start open "$open_port"
start closed "$closed_port" --app-name basic-auth
wait_for open "$open_port" "${pids[0]}"
wait_for closed "$closed_port" "${pids[1]}"

export PLUMBLINE_MLFLOW_OPEN="http://127.0.0.1:$open_port" PLUMBLINE_MLFLOW_CLOSED="http://127.0.0.1:$closed_port"
export PLUMBLINE_MLFLOW_VERSION=$mlflow_version
export PATH="$PWD/node_modules/.bin:$PATH"
vitest run --config test/mlflow/vitest.config.ts "$@"
