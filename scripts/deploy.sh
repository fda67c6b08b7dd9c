#!/usr/bin/env bash
# Deploys every build of test/constructs/builds with the real terraform and the real AWS provider to a pretended AWS
# (moto's proxy, installed into .cache/moto). What cannot run is skipped, loudly.
# The last line is `N passed, N failed, N skipped`.
#
#   deploy.sh [--slow]  --slow: the builds that take minutes each instead of the others
#
#   DEPLOY_ONLY         only the builds whose name holds this text, such as `secret-` or `database-instance-defaults`
#   TF_PLUGIN_MIRROR    folder that holds registry.terraform.io/hashicorp/aws; looked for in the usual places by default
#   TF_USE_REGISTRY     set it to let terraform download the provider where there is no mirror
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/terraform-provider.sh

moto_version=5.2.5
venv=.cache/moto
report=.cache/deploy${1:-}.json

skip() {
  printf '\n*** SKIPPED: deployment: %s\n\n0 passed, 0 failed, 1 skipped\n' "$1"
  exit 0
}

moto_is_installed() {
  [ -x "$venv/bin/python" ] &&
    [ "$("$venv/bin/python" -c 'from importlib.metadata import version; print(version("moto"))' 2>/dev/null)" = "$moto_version" ]
}

install_moto() {
  printf '== installing moto %s into %s\n' "$moto_version" "$venv"
  rm -rf "$venv"
  python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check "moto[server,all]==$moto_version"
}

mkdir -p .cache
# Not in a subshell: it exports TF_PLUGIN_MIRROR.
choose_provider_source >.cache/deploy-reason || skip "$(cat .cache/deploy-reason)"
case "$(TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 terraform version -json | node -p 'JSON.parse(fs.readFileSync(0, "utf8")).terraform_version')" in
  0.* | 1.[0-9].* | 1.10.*) skip 'terraform is older than 1.11, the first version with write-only arguments' ;;
esac
if ! command -v python3 >/dev/null || ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  skip 'python3 with venv and pip is not available'
fi
moto_is_installed || install_moto || skip "moto $moto_version could not be installed with pip"

export MOTO_PYTHON=$PWD/$venv/bin/python
MOTO_CA=$("$venv/bin/python" -c 'import importlib.util as u, os; print(os.path.join(os.path.dirname(u.find_spec("moto").origin), "moto_proxy", "ca.crt"))')
export MOTO_CA
DEPLOY_SLOW=$([ "${1:-}" = --slow ] && echo 1 || echo 0)
export DEPLOY_SLOW

status=0
rm -f "$report"
node node_modules/jest/bin/jest.js --config test/deploy/jest.config.js --json --outputFile "$report" --verbose 2>&1 || status=$?
# A file that does not load counts as a failed test.
read -r passed failed < <(node -p '
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
  `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}`' "$report")
printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ]
