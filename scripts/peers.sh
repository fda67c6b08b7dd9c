#!/usr/bin/env bash
# Tests against other tools: Checkov (installed into .cache/checkov), compliance-trestle (into .cache/trestle), the SARIF
# schema and terraform. What cannot run is skipped, loudly.
# The last line is `N passed, N failed, N skipped`.
#
#   TF_PLUGIN_MIRROR   folder that holds registry.terraform.io/hashicorp/aws; looked for in the usual places by default
#   TF_USE_REGISTRY    set it to let terraform download the provider where there is no mirror
#   SARIF_SCHEMA       schema of SARIF 2.1.0 by OASIS; ../shared/schemas/sarif-2.1.0.json by default
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/terraform-provider.sh

checkov_version=3.3.30
venv=.cache/checkov
report=.cache/peers.json
tests=()
skipped=0

skip() {
  skipped=$((skipped + $1))
  printf '\n*** SKIPPED: %s\n\n' "$2"
}

checkov_is_installed() {
  [ -x "$venv/bin/checkov" ] && [ "$("$venv/bin/checkov" --version 2>/dev/null | tail -n 1)" = "$checkov_version" ]
}

install_checkov() {
  printf '== installing Checkov %s into %s\n' "$checkov_version" "$venv"
  rm -rf "$venv"
  python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check "checkov==$checkov_version"
}

mkdir -p .cache
if ! command -v python3 >/dev/null || ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  skip 2 'Checkov: python3 with venv and pip is not available'
elif checkov_is_installed || install_checkov; then
  export CHECKOV=$PWD/$venv/bin/checkov
  tests+=(test/peers/secure-defaults.peer.ts test/peers/broken-twin.peer.ts)
else
  skip 2 "Checkov: version $checkov_version could not be installed with pip"
fi

# The last line of trestle that models OSCAL 1.1, which the report is written in.
trestle_version=3.12.4
trestle_venv=.cache/trestle

trestle_is_installed() {
  [ -x "$trestle_venv/bin/trestle" ] && "$trestle_venv/bin/trestle" version 2>/dev/null | grep -qF "v$trestle_version "
}

install_trestle() {
  printf '== installing compliance-trestle %s into %s\n' "$trestle_version" "$trestle_venv"
  rm -rf "$trestle_venv"
  python3 -m venv "$trestle_venv" &&
    "$trestle_venv/bin/pip" install --quiet --disable-pip-version-check "compliance-trestle==$trestle_version"
}

if ! command -v python3 >/dev/null || ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  skip 1 'OSCAL: python3 with venv and pip is not available'
elif trestle_is_installed || install_trestle; then
  export TRESTLE=$PWD/$trestle_venv/bin/trestle
  tests+=(test/peers/oscal.peer.ts)
else
  skip 1 "OSCAL: compliance-trestle $trestle_version could not be installed with pip"
fi

sarif_schema=${SARIF_SCHEMA:-../shared/schemas/sarif-2.1.0.json}
if [ -f "$sarif_schema" ]; then
  export SARIF_SCHEMA=$sarif_schema
  tests+=(test/peers/sarif.peer.ts)
else
  skip 1 "SARIF: no schema at $sarif_schema; name it with SARIF_SCHEMA"
fi

# Not in a subshell: it exports TF_PLUGIN_MIRROR.
if choose_provider_source >.cache/peers-reason; then
  tests+=(test/peers/terraform.peer.ts)
else
  skip 1 "terraform validate: $(cat .cache/peers-reason)"
fi

status=0
passed=0
failed=0
if [ ${#tests[@]} -gt 0 ]; then
  rm -f "$report"
  node node_modules/jest/bin/jest.js --config test/peers/jest.config.js --json --outputFile "$report" --verbose --runTestsByPath "${tests[@]}" 2>&1 || status=$?
  # A file that does not load counts as a failed test.
  read -r passed failed < <(node -p '
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
    `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}`' "$report")
fi

printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ]
