import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { presence } from '../../reading/presence';
import { tlsOf, type TlsSetting } from './shared/tls-parameter';

interface DocdbTlsOptions {
  /** Refuse `enabled` too: it accepts TLS 1.0 and 1.1. */
  readonly refuseOldVersions: boolean;
}

const PATH = 'db_cluster_parameter_group_name';
const GROUP = 'aws_docdb_cluster_parameter_group';

export default defineRule<DocdbTlsOptions>({
  id: 'docdb-tls-required',
  title: 'DocumentDB requires TLS',
  why: 'With TLS switched off, every query, every document and the password of the user cross the network in clear text.',
  remediation: 'Remove the parameter tls from the cluster parameter group, or set it to tls1.2+, tls1.3+ or enabled.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_docdb_cluster', GROUP],
  whenUnknown:
    'The parameter is an expression that only Terraform can compute, or the parameter group of the cluster is not part of the configuration.',
  controls: { fsbp: ['DocumentDB.6'] },
  equivalents: { checkov: ['CKV_AWS_90'], securityHub: [{ id: 'DocumentDB.6', relation: 'narrower' }] },
  sources: [
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/API_Parameter.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html',
  ],
  defaultOptions: { refuseOldVersions: false },
  optionsSchema: {
    refuseOldVersions: {
      type: 'boolean',
      description: 'report tls = enabled and the default groups too: they accept TLS 1.0 and 1.1',
    },
  },
  check(block, { options }) {
    const refuseOld = options.refuseOldVersions;
    return block.type === GROUP ? judgeGroup(block, refuseOld) : judgeCluster(block, refuseOld);
  },
  examples: {
    good: [
      {
        name: 'the default group',
        configuration: { resource: { aws_docdb_cluster: { main: { cluster_identifier: 'orders' } } } },
      },
      { name: 'TLS 1.2 or later', configuration: group('tls1.2+') },
    ],
    bad: [{ name: 'switched off', configuration: group('disabled') }],
    unknown: [
      {
        name: 'a group outside the configuration',
        configuration: {
          resource: { aws_docdb_cluster: { main: { db_cluster_parameter_group_name: 'company-docdb5' } } },
        },
      },
    ],
  },
});

function judgeGroup(group: Block, refuseOld: boolean): Outcome {
  const setting = tlsOf(group);
  const expected = expectedOf(refuseOld);
  const { path, value } = setting;
  if (isUnknown(value)) return undecided(path, value, expected);
  const fault = faultOf(setting, refuseOld);
  return fault === undefined ? pass(path) : fail({ path, message: fault, observed: value, expected });
}

function judgeCluster(cluster: Block, refuseOld: boolean): Outcome {
  const name = cluster.get(PATH);
  const present = presence(name);
  const expected = expectedOf(refuseOld);
  const isDefault = present === 'absent' || (typeof name === 'string' && name.startsWith('default.'));
  if (isDefault) {
    if (!refuseOld) return pass(PATH);
    return fail({ path: PATH, message: 'the default group accepts TLS 1.0 and 1.1', observed: name, expected });
  }
  if (isUnknown(present)) return undecided(PATH, present, expected);
  // A name that a template puts together is that of another group.
  const isWhole = !isUnknown(name) || name.isReference;
  const blocks = isWhole ? cluster.configuration.link(name, [GROUP], ['name', 'id']).blocks : [];
  const [group] = blocks;
  if (group === undefined || blocks.length > 1) {
    const message = `the parameter group, which decides about TLS, is not part of this configuration`;
    return unknown({ path: PATH, message, observed: name, expected });
  }
  const setting = tlsOf(group);
  const fault = faultOf(setting, refuseOld);
  if (isUnknown(setting.value)) {
    const message = `tls in ${group.address} is ${setting.value.expression}, which is not known before Terraform runs`;
    return unknown({ path: PATH, message, observed: setting.value, expected });
  }
  return fault === undefined
    ? pass(PATH)
    : fail({ path: PATH, message: `${fault} (${group.address})`, observed: setting.value, expected });
}

/** What is wrong with a setting that is known. */
function faultOf({ value }: TlsSetting, refuseOld: boolean): string | undefined {
  if (value === undefined || value === 'enabled') return refuseOld ? 'the group accepts TLS 1.0 and 1.1' : undefined;
  if (typeof value === 'string' && /^(?:tls1\.[2-9]\+|fips-140-\d)$/.test(value)) return undefined;
  return 'the group lets clients connect without TLS';
}

function expectedOf(refuseOld: boolean): string {
  return refuseOld ? 'tls = tls1.2+ or tls1.3+' : 'tls = enabled, tls1.2+ or tls1.3+';
}

function group(tls: string): Readonly<Record<string, unknown>> {
  const main = { family: 'docdb5.0', name: 'orders', parameter: [{ name: 'tls', value: tls }] };
  return { resource: { aws_docdb_cluster_parameter_group: { main } } };
}
