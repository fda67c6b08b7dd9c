#!/usr/bin/env bash
# Runs the real `cdktf synth` (cdktf-cli, installed into .cache/cdktf-cli, 423 MB) on examples/three-tier, and compares
# what it writes with what the example writes on its own. Then on examples/broken-twin with rules enforced: it must fail
# and leave nothing to deploy. What cannot run is skipped, loudly.
# The last line is `N passed, N failed, N skipped`.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The command asks terraform for its version; nothing is installed by it.
export CHECKPOINT_DISABLE=1 CI=true TF_CLI_CONFIG_FILE=/dev/null

cdktf_version=0.21.0
example=examples/three-tier
tool=$PWD/.cache/cdktf-cli
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

installed_version() {
  node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).version' "$tool/node_modules/cdktf-cli/package.json" 2>/dev/null
}

install_cdktf() {
  printf '== installing cdktf-cli %s into .cache/cdktf-cli\n' "$cdktf_version"
  rm -rf "$tool"
  mkdir -p "$tool"
  npm install --prefix "$tool" --no-save --no-audit --no-fund --ignore-scripts "cdktf-cli@$cdktf_version"
}

if [ "$(installed_version)" != "$cdktf_version" ] && ! install_cdktf; then
  printf '\n*** SKIPPED: cdktf synth: cdktf-cli %s could not be installed with npm\n\n0 passed, 0 failed, 1 skipped\n' "$cdktf_version"
  exit 0
fi

# Metadata names the files of the caller's working directory: both run in the folder of the example.
cd "$example"
status=0
CDKTF_OUTDIR=$output/direct node --import tsx main.ts </dev/null || status=$?
"$tool/node_modules/.bin/cdktf" synth --output "$output/cdktf" </dev/null || status=$?
if [ "$status" -eq 0 ]; then
  for direct in "$output"/direct/stacks/*/cdk.tf.json; do
    diff -u "$direct" "$output/cdktf/${direct#"$output/direct/"}" || status=1
  done
fi
passed=0 failed=0
count() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }
count "$status"

# The output of an earlier synthesis lies there; the enforced one is rejected.
cd ../broken-twin
cdktf=$tool/node_modules/.bin/cdktf
enforced="node --import tsx --import $PWD/../../test/enforcement/enforce-every-app.ts main.ts"
status=0
"$cdktf" synth --output "$output/enforced" </dev/null >"$output/first.log" 2>&1 || status=1
[ -e "$output/enforced/manifest.json" ] || { printf 'no output without rules:\n' && cat "$output/first.log" && status=1; }
if "$cdktf" synth --output "$output/enforced" --app "$enforced" </dev/null >"$output/second.log" 2>&1; then
  printf 'cdktf synth succeeded although rules are broken\n' && status=1
fi
grep -q 'kms-key-rotation-enabled' "$output/second.log" || { printf 'no findings:\n' && cat "$output/second.log" && status=1; }
left=$(find "$output/enforced" -name manifest.json -o -name cdk.tf.json)
[ -z "$left" ] || { printf 'left to deploy: %s\n' "$left" && status=1; }
[ -e "$output/enforced/.guardrails-rejected.json" ] || { printf 'the output is not marked as rejected\n' && status=1; }
# Without a manifest there is no stack to deploy: the command fails before it calls terraform.
if "$cdktf" deploy --skip-synth --auto-approve --output "$output/enforced" broken-twin </dev/null >"$output/deploy.log" 2>&1; then
  printf 'cdktf deploy --skip-synth accepted rejected output\n' && status=1
fi
count "$status"

printf '%s passed, %s failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
