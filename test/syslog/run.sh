#!/usr/bin/env bash
# Sends to rsyslog, a receiver that nobody here wrote: `npm run test:syslog`.
# Installs Debian's rsyslog with TLS where it is missing and this user may; says so and fails where it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() {
  printf '\ntest:syslog CANNOT RUN: %s\n' "$1" >&2
  exit 1
}

has_rsyslog() {
  PATH="$PATH:/usr/sbin" command -v rsyslogd >/dev/null && find /usr/lib -name lmnsd_ossl.so 2>/dev/null | grep -q .
}

mkdir -p .tmp
rm -f .tmp/vitest-syslog.json
if ! has_rsyslog; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail 'there is no rsyslog. On Debian: apt-get install rsyslog rsyslog-openssl'
  printf 'installing rsyslog and rsyslog-openssl\n'
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends rsyslog rsyslog-openssl >.tmp/apt.log 2>&1 ||
    { apt-get update -qq >>.tmp/apt.log 2>&1 && apt-get install -y -qq --no-install-recommends rsyslog rsyslog-openssl >>.tmp/apt.log 2>&1; } ||
    { tail -5 .tmp/apt.log >&2; fail 'apt-get could not install rsyslog and rsyslog-openssl'; }
  has_rsyslog || fail 'rsyslog was installed and cannot be found'
fi
export PATH="$PWD/node_modules/.bin:$PATH:/usr/sbin"
vitest run --config test/syslog/vitest.config.ts "$@"
