#!/usr/bin/env bash
# Sends to OpenSearch, a store that nobody here wrote: `npm run test:opensearch`.
# Puts the server together from Maven Central (Maven keeps what it fetched), installs Debian's Java and Maven where they are
# missing and this user may; says so and fails where it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() {
  printf '\ntest:opensearch CANNOT RUN: %s\n' "$1" >&2
  exit 1
}

# OpenSearch 2.x asks for Java's security manager, which has a switch from Java 12 on and is gone from Java 24 on.
find_java() {
  local one major
  for one in "${JAVA_HOME:-/nowhere}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
    [ -x "$one" ] || continue
    major=$("$one" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -1)
    if [ -n "$major" ] && [ "$major" -ge 12 ] && [ "$major" -le 23 ]; then
      printf '%s\n' "$one"
      return
    fi
  done
}

install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "there is no $1. On Debian: apt-get install $2"
  printf 'installing %s\n' "$2"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$2" >.tmp/apt-opensearch.log 2>&1 ||
    { apt-get update -qq >>.tmp/apt-opensearch.log 2>&1 && apt-get install -y -qq --no-install-recommends "$2" >>.tmp/apt-opensearch.log 2>&1; } ||
    { tail -5 .tmp/apt-opensearch.log >&2; fail "apt-get could not install $2"; }
}

home=''
clean() { [ -z "$home" ] || rm -rf "$home"; }
trap clean EXIT
trap 'exit 130' INT TERM

mkdir -p .tmp
rm -f .tmp/vitest-opensearch.json
java=$(find_java)
if [ -z "$java" ]; then
  install 'Java 12 to 23' default-jre-headless
  java=$(find_java)
  [ -n "$java" ] || fail 'the Java that was installed is none of 12 to 23'
fi
command -v mvn >/dev/null || install Maven maven

# Not in the checkout: the server runs as a user who may not look into it.
home=$(mktemp -d "${TMPDIR:-/tmp}/plumbline-opensearch-XXXXXX")
mvn -B -q -ntp -Dstyle.color=never -f test/opensearch/pom.xml generate-resources "-Dhome=$home" >.tmp/maven.log 2>&1 ||
  { grep ERROR .tmp/maven.log | head -3 >&2; fail 'Maven could not fetch the server'; }
export PLUMBLINE_OPENSEARCH_HOME="$home" PLUMBLINE_JAVA="$java"
export PATH="$PWD/node_modules/.bin:$PATH"
vitest run --config test/opensearch/vitest.config.ts "$@"
