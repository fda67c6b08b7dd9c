import path from 'node:path';
import { assess } from '../../compliance/engine/runner';
import type { ProgrammaticRule } from '../../compliance/engine/rule';
import { loadProviderSchema } from '../../compliance/schema/load-provider-schema';
import type { ProviderSchema } from '../../compliance/schema/provider-schema';
import { providerSchemaRule } from '../../compliance/schema/provider-schema-rule';
import { checkKeys } from '../check-options';
import { describeFindings } from '../failure-text';
import { readSubject } from '../subject';
import { raiseToolErrors } from '../tool-errors';
import type { MatcherResult } from './result';

/** Where the bindings of the provider are looked for. */
export interface ProviderSchemaOptions {
  /**
   * Name of the provider, as in `@cdktf/provider-<name>`.
   *
   * @default 'aws'
   */
  readonly provider?: string;
  /**
   * The folder from which the bindings are resolved.
   *
   * @default - the folder of the test file
   */
  readonly from?: string;
}

/**
 * Passes when the provider accepts every block that is its own, and there is one. Blocks that cannot be decided,
 * because the configuration asks for another version of the provider, do not pass.
 */
export function toMatchProviderSchema(
  this: unknown,
  received: unknown,
  options: ProviderSchemaOptions = {},
): MatcherResult {
  checkOptions(options);
  const { provider = 'aws', from = folderOfTest(this) } = options;
  const schema = loadProviderSchema({ provider, from });
  const rule = ruleOf(schema);
  const assessment = assess(readSubject(received), [{ rule, severity: rule.severity, options: {} }], { all: true });
  raiseToolErrors(assessment);
  const isClosed = ({ verdict, suppressed }: (typeof assessment.findings)[number]): boolean =>
    verdict === 'pass' || suppressed !== null;
  const open = assessment.findings.filter((finding) => !isClosed(finding));
  const judged = assessment.findings.filter((finding) => isClosed(finding) && finding.address !== 'terraform');
  const name = `${schema.provider} ${schema.version}`;
  const message = (): string => {
    if (open.length > 0) return `expected every block to match the schema of ${name}\n\n${describeFindings(open)}`;
    if (judged.length === 0)
      return `expected blocks that match the schema of ${name}, but there is none of that provider (plans and states are not checked)`;
    return `expected a block that does not match the schema of ${name}, but all ${String(judged.length)} do`;
  };
  return { pass: open.length === 0 && judged.length > 0, message };
}

const rules = new WeakMap<ProviderSchema, ProgrammaticRule>();

/** One rule for all tests of a file: it keeps the schemas that it compiled. */
function ruleOf(schema: ProviderSchema): ProgrammaticRule {
  const rule = rules.get(schema) ?? providerSchemaRule([schema]);
  rules.set(schema, rule);
  return rule;
}

function checkOptions(options: unknown): void {
  for (const [name, value] of checkKeys(options, ['provider', 'from'])) {
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} must be a name, got ${typeof value}`);
  }
}

/** jest and vitest say in which file the matcher is called. */
function folderOfTest(context: unknown): string {
  const { testPath } = (context ?? {}) as { readonly testPath?: unknown };
  return typeof testPath === 'string' ? path.dirname(testPath) : process.cwd();
}
