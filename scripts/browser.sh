#!/usr/bin/env bash
# The HTML report in Chromium: both widths, light and dark, accessibility (axe-core), policy, keyboard, size, paper.
# What it needs beside Chromium is installed into .cache/browser. What cannot run is skipped, loudly.
# The last line is `N passed, N failed, N skipped`.
#
#   CHROMIUM   the browser; `chromium`, `chromium-browser` or `google-chrome` on the path by default
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

playwright_version=1.65.1
axe_version=4.14.1
folder=.cache/browser
report=.cache/browser.json

skip() {
  printf '\n*** SKIPPED: HTML report in a browser: %s\n\n0 passed, 0 failed, 1 skipped\n' "$1"
  exit 0
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

version_of() {
  node -p 'require(process.argv[1]).version' "$PWD/$folder/node_modules/$1/package.json" 2>/dev/null || true
}

modules_are_installed() {
  [ "$(version_of playwright-core)" = "$playwright_version" ] && [ "$(version_of axe-core)" = "$axe_version" ]
}

install_modules() {
  printf '== installing playwright-core %s and axe-core %s into %s\n' "$playwright_version" "$axe_version" "$folder"
  rm -rf "$folder"
  mkdir -p "$folder"
  printf '{ "private": true }\n' >"$folder/package.json"
  npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent \
    "playwright-core@$playwright_version" "axe-core@$axe_version"
}

mkdir -p .cache
CHROMIUM=${CHROMIUM:-$(find_chromium || true)}
[ -n "$CHROMIUM" ] || skip 'no chromium is on the path; install it, or name one in CHROMIUM'
modules_are_installed || install_modules || skip 'playwright-core and axe-core could not be installed with npm'
export CHROMIUM BROWSER_MODULES=$PWD/$folder/node_modules

status=0
rm -f "$report"
node node_modules/jest/bin/jest.js --config test/browser/jest.config.js --json --outputFile "$report" --verbose 2>&1 || status=$?
# A file that does not load counts as a failed test.
read -r passed failed < <(node -p '
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
  `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}`' "$report")
printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ]
