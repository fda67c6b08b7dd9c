#!/usr/bin/env bash
# Proves source lines under ts-node and ts-jest, which are no dependencies: installs them into .cache/runners and
# synthesises the app of test/source-lines there, with the build of this package. `npm run test` proves the other ways.
#
#   npm run build && bash scripts/runners.sh [--require]      DIST=folder names another build
#
# Where the registry cannot be reached nothing is proven: that is said, and is an error with --require.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
cache=$root/.cache/runners
dist=${DIST:-dist}
wanted='ts-node@10.9.2 ts-jest@29.4.5 jest@29.7.0 @types/jest@29.5.14 typescript@5.9.3 @types/node@20.19.43'

[ -f "$dist/register.js" ] || { echo 'error: dist is missing; run `npm run build` first' >&2; exit 1; }
mkdir -p "$cache"
if [ "$(cat "$cache/installed" 2>/dev/null)" != "$wanted" ]; then
  echo '{ "name": "runners", "private": true }' > "$cache/package.json"
  rm -rf "$cache/node_modules" "$cache/package-lock.json" "$cache/installed"
  # shellcheck disable=SC2086 # one word a package
  if ! (cd "$cache" && npm install --no-audit --no-fund --ignore-scripts $wanted > install.log 2>&1); then
    echo 'SKIPPED: ts-node and ts-jest cannot be installed; source lines under them are NOT proven' >&2
    tail -3 "$cache/install.log" >&2
    [ "${1:-}" = --require ] && exit 1
    exit 0
  fi
  echo "$wanted" > "$cache/installed"
fi

# npm would remove these links: they are made after it.
mkdir -p "$cache/node_modules/@cdktf"
for name in cdktf constructs @cdktf/provider-aws; do ln -sfn "$root/node_modules/$name" "$cache/node_modules/$name"; done
rm -rf "$cache/node_modules/cdktf-guardrails"
mkdir "$cache/node_modules/cdktf-guardrails"
cp package.json "$cache/node_modules/cdktf-guardrails"
cp -r "$dist" "$cache/node_modules/cdktf-guardrails/dist"
ln -s "$root/node_modules" "$cache/node_modules/cdktf-guardrails/node_modules"

rm -rf "$cache/shop"
mkdir -p "$cache/shop/src"
cp test/source-lines/app/main.ts "$cache/shop/src/main.ts"
cd "$cache/shop"
echo '{ "name": "shop", "private": true }' > package.json
cat > tsconfig.json << 'JSON'
{
  "compilerOptions": {
    "target": "ES2022",
    "module": "node16",
    "moduleResolution": "node16",
    "strict": true,
    "skipLibCheck": true,
    "esModuleInterop": true,
    "isolatedModules": true,
    "types": ["node", "jest"]
  }
}
JSON
cat > src/main.test.ts << 'TS'
import { synthesise } from './main';

it('synthesises', () => {
  synthesise('out-ts-jest');
});
TS
cat > jest.config.json << 'JSON'
{ "preset": "ts-jest", "setupFiles": ["cdktf-guardrails/register"], "watchman": false }
JSON

failed=0
line_of() { grep -n "// line of $1\$" src/main.ts | cut -d: -f1; }
expect_lines() {
  local runner=$1 outdir=$2 resource=$3 what=$4
  local found
  found=$(node -p "
    const json = JSON.parse(require('node:fs').readFileSync('$outdir/stacks/shop/cdk.tf.json', 'utf8'));
    String(Object.values(json.resource.$resource)[0]['//'].metadata.stackTrace?.[0]);
  ")
  case $found in
    *"src/main.ts:$(line_of "$what"):"*) echo "ok    $runner: $what at $found" ;;
    *) echo "FAIL  $runner: $what at $found, expected src/main.ts:$(line_of "$what")" >&2; failed=1 ;;
  esac
}

export CHECKPOINT_DISABLE=1
bin=$cache/node_modules/.bin
OUTDIR=out-ts-node "$bin/ts-node" --require cdktf-guardrails/register src/main.ts
OUTDIR=out-transpile "$bin/ts-node" --transpile-only --require cdktf-guardrails/register src/main.ts
"$bin/jest" --config jest.config.json > jest.log 2>&1 || { cat jest.log >&2; exit 1; }
for runner in ts-node transpile ts-jest; do
  expect_lines "$runner" "out-$runner" aws_security_group raw
  expect_lines "$runner" "out-$runner" aws_kms_key own
done
exit "$failed"
