/**
 * Compares the rules with labelled cases of other projects.
 *
 *     npm run agreement -- <folder> [--rule <prefix>] [--list] [--peers]
 *
 * The folder holds `checkov/`, `trivy/` and `iam/`, or is one of them. Disagreements that are known and explained stand in
 * test/peers/disagreements.yaml; one that is stale, or not explained, makes the command fail.
 *
 * Of the policies in `iam/` that AWS manages and calls read-only, none may raise privileges, and fewer than 5% may have a
 * finding of severity high.
 *
 * With `--peers` Checkov itself judges its own cases too, and a service that it answers better makes the command fail.
 * It is the program that `CHECKOV` names, the one that `npm run peers` installs, or the one on the path.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { checkCases } from './agreement/check-cases';
import { checkovVerdicts } from './agreement/checkov-verdicts';
import { iamCases } from './agreement/iam-cases';
import { judgeCase, type Judged } from './agreement/judge-case';
import { managedReadsReport } from './agreement/managed-reads';
import { peerReport } from './agreement/peer-report';
import { report, type Disagreement } from './agreement/report';
import { findCheckov } from './bench/checkov';

const EXPLAINED = path.join(__dirname, '..', 'test', 'peers', 'disagreements.yaml');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, list: { type: 'boolean' }, peers: { type: 'boolean' } },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error('name the folder that holds the labelled cases: npm run agreement -- <folder>');
  process.exit(2);
}
const checkov = values.peers === true ? findCheckov() : undefined;
if (values.peers === true && checkov === undefined) {
  console.error('there is no Checkov to compare with: run npm run peers, which installs it, or name it in CHECKOV');
  process.exit(2);
}

const explained = existsSync(EXPLAINED)
  ? ((parse(readFileSync(EXPLAINED, 'utf8')) as readonly Disagreement[] | null) ?? [])
  : [];
const cases = [...checkCases(folder, values.rule), ...iamCases(folder, values.rule)];
const judged: readonly Judged[] = cases.flatMap(judgeCase);
process.exitCode = report(judged, explained, { list: values.list === true, isPartial: values.rule !== undefined });
if (values.rule === undefined) process.exitCode = Math.max(process.exitCode, managedReadsReport(folder));
if (checkov !== undefined) {
  const own = cases.filter(({ name }) => name.startsWith('checkov/'));
  process.exitCode = Math.max(process.exitCode, peerReport(judged, explained, checkovVerdicts(own, checkov)));
}
