#!/usr/bin/env bash
# Runs the real `cdktf synth` (cdktf-cli, installed into .cache/cdktf-cli, 423 MB) on examples/three-tier, and compares
# what it writes with what the example writes on its own. What cannot run is skipped, loudly.
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
if [ "$status" -eq 0 ]; then
  printf '1 passed, 0 failed, 0 skipped\n'
else
  printf '0 passed, 1 failed, 0 skipped\n'
fi
exit "$status"
