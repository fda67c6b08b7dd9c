import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { isUnknown, toList, type Unknown } from '../../model/value';
import { declaredInstances, requireInEveryRegion } from '../../reading/account-baseline';
import { instancesOf } from '../../reading/block-instances';
import { keyOf, regionOf } from '../../reading/region';
import { hiddenRepetition } from '../../reading/instances';

interface InspectorOptions {
  readonly resourceKinds: readonly string[];
}

const ENABLER = 'aws_inspector2_enabler';
const PATH = 'resource_types';

export default defineRule<InspectorOptions>({
  id: 'inspector-enabled',
  title: 'Inspector scans machines, images and functions in every region that is used',
  why: 'Without scans, known holes in packages of machines, images and functions are found by whoever looks for them first.',
  remediation:
    'Declare aws_inspector2_enabler for each provider region with resource_types = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"].',
  severity: 'high',
  scope: 'account-baseline',
  resourceTypes: [ENABLER],
  whenUnknown:
    'resource_types, a region or a count is an expression that only Terraform can compute, or a module may hold the enabler.',
  controls: { fsbp: ['Inspector.1', 'Inspector.2', 'Inspector.3', 'Inspector.4'] },
  equivalents: {
    securityHub: [
      { id: 'Inspector.1', relation: 'broader' },
      { id: 'Inspector.2', relation: 'broader' },
      { id: 'Inspector.3', relation: 'broader' },
      { id: 'Inspector.4', relation: 'broader' },
    ],
    prowler: ['inspector2_is_enabled'],
    awsConfig: [
      { id: 'inspector-ec2-scan-enabled', relation: 'broader' },
      { id: 'inspector-ecr-scan-enabled', relation: 'broader' },
      { id: 'inspector-lambda-code-scan-enabled', relation: 'broader' },
      { id: 'inspector-lambda-standard-scan-enabled', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/inspector/latest/user/scanning-resources.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/inspector-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/inspector2_enabler.html.markdown',
  ],
  defaultOptions: { resourceKinds: ['EC2', 'ECR', 'LAMBDA', 'LAMBDA_CODE'] },
  optionsSchema: {
    resourceKinds: {
      description: 'Values of resource_types that have to be scanned.',
      type: 'array',
      items: { type: 'string' },
    },
  },
  check(block, { configuration, options }) {
    const missing = new Map<string, Outcome>();
    for (const account of enabledAccounts(block)) {
      const scanned = scans(configuration).get(account);
      for (const kind of options.resourceKinds) {
        if (scanned === undefined || missing.has(kind)) continue;
        const scanners = scanned.kinds.get(kind) ?? [];
        if (scanners.some((scanner) => scanner.block === block || scanner.doubt === undefined)) continue;
        missing.set(kind, judgeMissing(block, kind, scanners[0]?.doubt ?? scanned.open));
      }
    }
    return [...missing.values()];
  },
  absence({ configuration }) {
    const enablers = configuration.ofType(ENABLER).flatMap((block) => declaredInstances(block));
    return requireInEveryRegion(configuration, enablers, {
      message: 'nothing turns Inspector on',
      expected: `an ${ENABLER}`,
    });
  },
  examples: {
    good: [
      {
        name: 'everything is scanned',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          resource: {
            [ENABLER]: {
              main: {
                account_ids: ['${data.aws_caller_identity.current.account_id}'],
                resource_types: ['EC2', 'ECR', 'LAMBDA', 'LAMBDA_CODE'],
              },
            },
          },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'machines only',
        configuration: {
          resource: { [ENABLER]: { main: { account_ids: ['111122223333'], resource_types: ['EC2'] } } },
        },
      },
      {
        name: 'a baseline without Inspector',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { kinds: { type: 'list(string)' } },
          resource: { [ENABLER]: { main: { account_ids: ['111122223333'], resource_types: '${var.kinds}' } } },
        },
      },
    ],
  },
});

function judgeMissing(block: Block, kind: string, open: Unknown | undefined): Outcome {
  const expected = `${PATH} holds ${kind}`;
  if (open !== undefined) return { ...undecided(PATH, open, expected), subject: kind };
  const message = `Inspector does not scan ${kind}`;
  return fail({ path: PATH, message, observed: block.get(PATH), expected, subject: kind });
}

/** An enabler, and what may keep it from being made. */
interface Scanner {
  readonly block: Block;
  readonly doubt: Unknown | undefined;
}

interface Scans {
  readonly kinds: Map<string, Scanner[]>;
  /** What may add kinds. */
  open: Unknown | undefined;
}

const cache = new WeakMap<Configuration, ReadonlyMap<string, Scans>>();

/** What is scanned, by account and region: several enablers of one account add up. */
function scans(configuration: Configuration): ReadonlyMap<string, Scans> {
  const known = cache.get(configuration) ?? readScans(configuration);
  cache.set(configuration, known);
  return known;
}

function readScans(configuration: Configuration): ReadonlyMap<string, Scans> {
  const byAccount = new Map<string, Scans>();
  for (const block of configuration.ofType(ENABLER)) {
    for (const instance of instancesOf(block)) {
      const kinds = toList(instance.get(PATH));
      const doubt = hiddenRepetition(block);
      for (const account of accountsOf(block, instance.get)) {
        const found: Scans = byAccount.get(account) ?? { kinds: new Map(), open: undefined };
        byAccount.set(account, found);
        for (const kind of isUnknown(kinds) ? [kinds] : kinds) {
          if (isUnknown(kind)) found.open ??= kind;
          else if (typeof kind === 'string') {
            const scanners = found.kinds.get(kind);
            if (scanners === undefined) found.kinds.set(kind, [{ block, doubt }]);
            else scanners.push({ block, doubt });
          }
        }
      }
    }
  }
  return byAccount;
}

function enabledAccounts(block: Block): readonly string[] {
  return instancesOf(block).flatMap(({ get }) => accountsOf(block, get));
}

type Get = ReturnType<typeof instancesOf>[number]['get'];

function accountsOf(block: Block, get: Get): readonly string[] {
  const region = keyOf(regionOf(block, get('region')));
  const ids = toList(get('account_ids'));
  const accounts = isUnknown(ids) ? [ids] : ids.length === 0 ? [''] : ids;
  return accounts.map((account) => `${isUnknown(account) ? account.expression : JSON.stringify(account)}\n${region}`);
}
