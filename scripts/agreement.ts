/**
 * Compares the rules with labelled cases of other projects.
 *
 *     npm run agreement -- <folder> [--rule <prefix>] [--list]
 *
 * The folder holds `checkov/`, `trivy/` and `iam/`, or is one of them. Disagreements that are known and explained stand in
 * test/peers/disagreements.yaml; one that is stale, or not explained, makes the command fail.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { checkCases } from './agreement/check-cases';
import { iamCases } from './agreement/iam-cases';
import { judgeCase, type Judged } from './agreement/judge-case';
import { report, type Disagreement } from './agreement/report';

const EXPLAINED = path.join(__dirname, '..', 'test', 'peers', 'disagreements.yaml');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, list: { type: 'boolean' } },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error('name the folder that holds the labelled cases: npm run agreement -- <folder>');
  process.exit(2);
}

const explained = existsSync(EXPLAINED)
  ? ((parse(readFileSync(EXPLAINED, 'utf8')) as readonly Disagreement[] | null) ?? [])
  : [];
const cases = [...checkCases(folder, values.rule), ...iamCases(folder, values.rule)];
const judged: readonly Judged[] = cases.flatMap(judgeCase);
process.exitCode = report(judged, explained, { list: values.list === true, isPartial: values.rule !== undefined });
