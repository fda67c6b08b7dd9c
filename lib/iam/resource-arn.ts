import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { serviceTable } from '../iam-data/service-table';

/** Resource names of these services begin with the resource's own name, not with a type. */
const UNTYPED_SERVICES = new Set(['s3', 'execute-api', 'sns', 'sqs']);

/** Two names with nothing in common for each kind whose whole is never granted: a pattern that fits both fits them all. */
const SENSITIVE_KINDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  iam: ['role', 'user', 'group', 'policy', 'instance-profile'].map((kind) => [`${kind}/q7x`, `${kind}/zk/yw`] as const),
  sts: [['assumed-role/q7x/s', 'assumed-role/zkyw/t']],
  kms: ['key', 'alias'].map((kind) => [`${kind}/q7x`, `${kind}/zkyw`] as const),
  secretsmanager: [['secret:q7x-aBcDeF', 'secret:zk/yw-GhIjKl']],
  ssm: [['parameter/q7x', 'parameter/zk/yw']],
};

/** Resources that AWS names at random: a pattern of what all of them begin with, or of one at all, fits any of them. */
const RANDOM_NAMES: Readonly<Record<string, RegExp>> = {
  ec2: /^(?!key-pair\/|placement-group\/)[a-z-]+\/[a-z]+-[^A-Za-z0-9]*[*?][^A-Za-z0-9]*$/,
  kms: /^key\/[^/]*[*?]/,
  'rds-db': /^dbuser:(?:[^/]*[*?]|[^/]*\/[^A-Za-z0-9]*[*?][^A-Za-z0-9]*$)/,
};

/** Wildcards and punctuation, which names have anyway: as wide as `*`. */
const ANY_NAME = '[^A-Za-z0-9/:]*[*?][^A-Za-z0-9/:]*';
const ANY_RESOURCE = /^[^A-Za-z0-9]*$/;
const ANY_KIND = new RegExp(`^${ANY_NAME}[/:]`);
const ANY_OF_KIND = new RegExp(`^/?[A-Za-z-]+[/:](?:${ANY_NAME}(?:[/:].*)?|[^A-Za-z0-9]*[*?][^A-Za-z0-9]*)$`);

/** A wildcard before the kind ends. */
const WILDCARD_IN_KIND = /^[A-Za-z-]*[*?]/;

const EXPRESSION = /(?<!\$)\$\{[^}]*\}/g;

/** How much a resource pattern covers: resources by name, every resource of a kind, or every resource. */
export type Coverage = 'named' | 'kind' | 'everything';

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[^\w*?]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

/** True for a pattern such as `t*`, which fits every table of DynamoDB as `table/*` does. */
function coversKind(service: string, resource: string): boolean {
  const formats = [...(serviceTable(service)?.resourceTypes.values() ?? [])].flatMap(({ arnFormats }) => arnFormats);
  return formats.some((format) => {
    const [kind = ''] = /^[A-Za-z-]+[/:]/.exec(format.split(':').slice(5).join(':')) ?? [];
    return kind !== '' && ['q7x', 'zk/yw', 'zk:yw'].every((name) => matches(resource, `${kind}${name}`));
  });
}

/**
 * What an ARN covers: `arn:aws:ec2:eu-west-1:111122223333:instance/*` is every resource of a kind. Expressions in it count
 * as names; one that stands for the begin of the ARN covers what it names.
 */
export function coverageOf(arn: string): Coverage {
  if (arn === '*') return 'everything';
  const [scheme, , service = '', , , ...rest] = arn.replace(EXPRESSION, 'x').split(':');
  if (scheme !== 'arn' || rest.length === 0) return 'named';
  const resource = rest.join(':');
  if (/[*?]/.test(service) || ANY_RESOURCE.test(resource) || ANY_KIND.test(resource)) return 'everything';
  if (UNTYPED_SERVICES.has(service)) return 'named';
  if (Object.hasOwn(SENSITIVE_KINDS, service)) {
    const kinds = SENSITIVE_KINDS[service] ?? [];
    if (kinds.some((samples) => samples.every((sample) => matches(resource, sample)))) return 'kind';
  }
  if (WILDCARD_IN_KIND.test(resource) && coversKind(service, resource)) return 'kind';
  if (Object.hasOwn(RANDOM_NAMES, service) && RANDOM_NAMES[service]?.test(resource) === true) return 'kind';
  return ANY_OF_KIND.test(resource) ? 'kind' : 'named';
}

/** Throws unless the list holds ARNs one by one. */
export function requireArns(resources: readonly string[]): void {
  if (!Array.isArray(resources)) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      `resources is ${shown(resources)}, allowed is a list of ARNs; pass the ARNs in a list`,
    );
  }
  if (isUnresolved(resources)) {
    throw new GuardrailsError(
      'POLICY_RESOURCE_INVALID',
      'resources is a list that is not known before Terraform runs; pass one ARN an element, such as Fn.element(list, 0)',
    );
  }
  for (const resource of resources as readonly string[]) requireArn(resource);
}

function requireArn(resource: string): void {
  if (isUnresolved(resource) || resource === '*') return;
  if (typeof resource === 'string' && /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/.test(resource)) return;
  throw new GuardrailsError(
    'POLICY_RESOURCE_INVALID',
    `resource ${shown(resource)} is no ARN; pass the ARN of the resource, such as the arn attribute of its construct`,
  );
}
