import type { ExampleConfiguration } from '../../../../../lib/compliance';
import type { RuleCase } from '../../../../../lib/testing/rule-tester';
import { resources } from '../../resource';

export type Attributes = Readonly<Record<string, unknown>>;

/** Variables of every kind of default: `${var.unset}` has none. */
export const VARIABLES = {
  variable: {
    unset: {},
    yes: { type: 'bool', default: true },
    no: { type: 'bool', default: false },
    nothing: { type: 'string', default: null },
  },
};

/** A configuration of blocks by address, with the variables. */
export function blocks(
  byAddress: Readonly<Record<string, Attributes>>,
  rest: ExampleConfiguration = {},
): ExampleConfiguration {
  return resources(byAddress, { ...VARIABLES, ...rest });
}

/** One `aws_db_instance.main`, and what stands beside it. */
export function instance(
  attributes: Attributes,
  others: Readonly<Record<string, Attributes>> = {},
): ExampleConfiguration {
  return blocks({ 'aws_db_instance.main': attributes, ...others });
}

/** One `aws_rds_cluster.main`, and what stands beside it. */
export function cluster(
  attributes: Attributes,
  others: Readonly<Record<string, Attributes>> = {},
): ExampleConfiguration {
  return blocks({ 'aws_rds_cluster.main': attributes, ...others });
}

interface BooleanCases {
  readonly pass: readonly RuleCase[];
  readonly fail: readonly RuleCase[];
  readonly unknown: readonly RuleCase[];
  readonly notApplicable: readonly RuleCase[];
}

/** Every spelling of a boolean argument, by the verdict that it has to get. */
export function booleanCases(
  build: (attributes: Attributes) => ExampleConfiguration,
  path: string,
  wanted: boolean,
  absent: 'pass' | 'fail',
): BooleanCases {
  const accepted = [wanted, String(wanted), wanted ? '${var.yes}' : '${var.no}', wanted ? '${!var.no}' : '${!var.yes}'];
  const refused = [!wanted, String(!wanted), wanted ? '${var.no}' : '${var.yes}'];
  const missing = [{}, { [path]: null }, { [path]: '${var.nothing}' }];
  const of = (value: unknown): RuleCase => ({
    name: `${path} = ${JSON.stringify(value)}`,
    configuration: build({ [path]: value }),
  });
  const without = missing.map((attributes) => ({
    name: `without ${path}: ${JSON.stringify(attributes)}`,
    configuration: build(attributes),
  }));
  return {
    pass: [...accepted.map(of), ...(absent === 'pass' ? without : [])],
    fail: [...refused.map(of), ...(absent === 'fail' ? without : [])].map((testCase) => ({
      ...testCase,
      path,
      findings: 1,
    })),
    unknown: ['${var.unset}', '${data.external.flags.result.on}', '${var.unset == "prod"}'].map((value) => ({
      ...of(value),
      path,
    })),
    notApplicable: [{ name: 'count = 0', configuration: build({ count: 0, [path]: !wanted }) }],
  };
}
