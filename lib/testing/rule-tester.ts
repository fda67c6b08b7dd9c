import { assess } from '../compliance/engine/runner';
import type { Finding, Verdict } from '../compliance/engine/assessment';
import { toRule } from '../compliance/engine/registry';
import type { ExampleConfiguration, RuleDefinition } from '../compliance/engine/rule';
import { loadJson } from '../compliance/model/load';
import { testGlobals, type TestGlobals } from './test-globals';

/** One configuration and what the rule has to say of it. */
export interface RuleCase {
  readonly name: string;
  /** Terraform JSON: `{ resource: { aws_db_instance: { main: { … } } } }`. */
  readonly configuration: ExampleConfiguration;
  /**
   * The block that is judged.
   *
   * @default - every block that the rule selects: the worst verdict counts
   */
  readonly address?: string;
  /**
   * Judge the configuration as the baseline of an account.
   *
   * @default false
   */
  readonly accountBaseline?: boolean;
  /**
   * Options of the rule.
   *
   * @default - the rule's own defaults
   */
  readonly options?: object;
  /** Attribute path that the finding has to name. */
  readonly path?: string;
  /** Text that the message has to hold. */
  readonly message?: string;
  /** How many findings of the verdict there have to be. */
  readonly findings?: number;
}

/** Cases of a rule, by the verdict that it has to reach. */
export interface RuleCases {
  readonly pass?: readonly RuleCase[];
  readonly fail?: readonly RuleCase[];
  readonly unknown?: readonly RuleCase[];
  readonly notApplicable?: readonly RuleCase[];
}

/** What a rule says of one configuration. */
export interface RuleResult {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

const WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'pass', 'notApplicable'];

/** Runs one rule on one configuration. A rule that throws, throws here. */
export function runRule(
  definition: RuleDefinition | RuleDefinition<never>,
  testCase: Omit<RuleCase, 'name'>,
): RuleResult {
  const rule = toRule(definition);
  const selection = [{ rule, severity: rule.severity, options: { ...rule.defaultOptions, ...testCase.options } }];
  const { findings, errors } = assess([loadJson(testCase.configuration, 'test')], selection, {
    all: true,
    accountBaseline: testCase.accountBaseline,
  });
  if (errors[0] !== undefined)
    throw new Error(`${errors[0].rule} threw on ${errors[0].address}: ${errors[0].stack ?? errors[0].message}`);
  const judged = findings.filter((finding) => testCase.address === undefined || finding.address === testCase.address);
  const verdict =
    WORST_FIRST.find((candidate) => judged.some((finding) => finding.verdict === candidate)) ?? 'notApplicable';
  return { verdict, findings: judged.filter((finding) => finding.verdict === verdict) };
}

/** Registers one test for each case. Works with the globals of jest and of vitest. */
export function testRule(
  definition: RuleDefinition | RuleDefinition<never>,
  cases: RuleCases,
  framework?: Pick<TestGlobals, 'describe' | 'it'>,
): void {
  const { describe, it } = framework ?? testGlobals();
  describe(definition.id, () => {
    for (const verdict of WORST_FIRST) {
      for (const testCase of cases[verdict] ?? []) {
        it(`${verdict}: ${testCase.name}`, () => {
          expectVerdict(definition, testCase, verdict);
        });
      }
    }
  });
}

function expectVerdict(
  definition: RuleDefinition | RuleDefinition<never>,
  testCase: RuleCase,
  expected: Verdict,
): void {
  const { verdict, findings } = runRule(definition, testCase);
  const got = findings.map(({ address, path, message }) => `  ${address} ${path}: ${message}`).join('\n');
  if (verdict !== expected) throw new Error(`expected ${expected}, got ${verdict}\n${got}`);
  if (testCase.path !== undefined && !findings.some((finding) => finding.path === testCase.path)) {
    throw new Error(`expected a finding at ${testCase.path}, got\n${got}`);
  }
  if (testCase.message !== undefined && !findings.some((finding) => finding.message.includes(testCase.message ?? ''))) {
    throw new Error(`expected a message with ${JSON.stringify(testCase.message)}, got\n${got}`);
  }
  if (testCase.findings !== undefined && findings.length !== testCase.findings) {
    throw new Error(`expected ${String(testCase.findings)} findings, got ${String(findings.length)}\n${got}`);
  }
}
