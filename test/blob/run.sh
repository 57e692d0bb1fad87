#!/usr/bin/env bash
# Writes to Azurite, Microsoft's emulator of Azure Storage: `npm run test:blob`.
# Installs it beside this file where it is missing, as package-lock.json pins it: it would be a third of what Plumbline
# itself installs. Says so and fails when it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=test/blob
export PATH="$PWD/node_modules/.bin:$PATH"

fail() {
  printf '\ntest:blob CANNOT RUN: %s\n' "$1" >&2
  exit 1
}

mkdir -p .tmp
rm -f .tmp/vitest-blob.json
# What npm leaves behind last tells what is installed: it is older than a lock file that changed since.
if ! [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
  printf 'installing Azurite into %s/node_modules\n' "$folder"
  npm ci --prefix "$folder" --ignore-scripts --loglevel=error >.tmp/blob-npm.log 2>&1 ||
    { tail -5 .tmp/blob-npm.log >&2; fail 'npm could not install Azurite'; }
fi
vitest run --config "$folder/vitest.config.ts" "$@"
