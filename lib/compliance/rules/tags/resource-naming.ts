import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { isAllowed } from './shared/allowed-text';
import { resourceNames } from './shared/resource-names';
import { fitOf } from './shared/template-fit';

interface NamePatterns {
  /** Regular expressions by resource type, or by type and argument: `aws_db_instance.db_name`. */
  readonly namePatterns: Readonly<Record<string, string>>;
}

interface TypePattern {
  readonly argument: string | undefined;
  readonly pattern: string;
}

const byOptions = new WeakMap<object, ReadonlyMap<string, readonly TypePattern[]>>();

export default defineRule<NamePatterns>({
  id: 'resource-naming',
  title: 'Resource names follow the naming pattern',
  why: 'People and policies find resources by their names: a name out of the pattern is missed by a search, an alarm or a permission that goes by a prefix, and may clash with that of another team.',
  remediation: 'Rename the resource, or change the pattern of its type in the option namePatterns.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['*'],
  recommended: false,
  whenUnknown:
    'The name, or a part of it that the pattern asks something of, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-use-cases.html',
    'https://developer.hashicorp.com/terraform/language/style',
  ],
  defaultOptions: { namePatterns: {} },
  optionsSchema: {
    namePatterns: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description:
        'regular expressions that the whole name has to match, by resource type (aws_s3_bucket), or by type and argument (aws_db_instance.db_name); without one the rule judges nothing',
    },
  },
  check(block, { options }) {
    const patterns = patternsOf(options).get(block.type);
    if (patterns === undefined) return notApplicable();
    return patterns.flatMap(({ argument, pattern }) =>
      resourceNames(block, argument).map(({ path, value, instance }): Outcome => {
        const expected = `a name that matches ${pattern}`;
        const text = toText(value);
        const fit = isUnknown(text) ? fitOf(text, pattern) : 'maybe';
        if (isUnknown(text) && fit === 'maybe') return { ...undecided(path, text, expected), subject: instance };
        if (fit === 'always' || (typeof text === 'string' && isAllowed(text, pattern))) return pass(path);
        const message =
          text === undefined
            ? `the resource has no name of its own in ${path}`
            : `the name ${String(text)} does not match the pattern of ${block.type}`;
        return fail({ path, subject: instance, message, observed: value, expected });
      }),
    );
  },
  examples: {
    good: [
      {
        name: 'with namePatterns { aws_sqs_queue: "shop-[a-z-]+" }',
        options: { namePatterns: { aws_sqs_queue: 'shop-[a-z-]+' } },
        configuration: { resource: { aws_sqs_queue: { orders: { name: 'shop-orders' } } } },
      },
    ],
    bad: [
      {
        name: 'with namePatterns { aws_sqs_queue: "shop-[a-z-]+" }',
        options: { namePatterns: { aws_sqs_queue: 'shop-[a-z-]+' } },
        configuration: { resource: { aws_sqs_queue: { orders: { name: 'OrdersQueue' } } } },
      },
    ],
    unknown: [
      {
        name: 'with namePatterns { aws_sqs_queue: "shop-[a-z-]+" }, a name that ends with a variable',
        options: { namePatterns: { aws_sqs_queue: 'shop-[a-z-]+' } },
        configuration: {
          variable: { team: { type: 'string' } },
          resource: { aws_sqs_queue: { orders: { name: 'shop-${var.team}' } } },
        },
      },
    ],
  },
});

/** The patterns of the options, by resource type. */
function patternsOf(options: NamePatterns): ReadonlyMap<string, readonly TypePattern[]> {
  const known = byOptions.get(options);
  if (known !== undefined) return known;
  const byType = new Map<string, TypePattern[]>();
  for (const [key, pattern] of Object.entries(options.namePatterns)) {
    const [type = '', argument] = key.split(/\.(.*)/s, 2);
    byType.set(type, [...(byType.get(type) ?? []), { argument, pattern }]);
  }
  byOptions.set(options, byType);
  return byType;
}
