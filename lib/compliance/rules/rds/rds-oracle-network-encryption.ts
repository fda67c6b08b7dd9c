import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { engineOf } from './shared/engine';
import { networkEncryptionOf } from './shared/oracle-options';
import { optionGroupOf } from './shared/option-group';

const PATH = 'option_group_name';
const EXPECTED = 'option SSL, or NATIVE_NETWORK_ENCRYPTION with SQLNET.ENCRYPTION_SERVER = REQUIRED';

function judge(block: Block): Outcome {
  const group = optionGroupOf(block);
  const observed = block.get(PATH);
  if (group.kind === 'default') {
    return fail({
      path: PATH,
      message: 'no option asks for encryption: connections are in clear text',
      observed,
      expected: EXPECTED,
    });
  }
  if (group.kind === 'outside') {
    return unknown({
      path: group.path,
      message: 'the option group lies outside this configuration',
      observed: group.value,
      expected: EXPECTED,
    });
  }
  const encryption = networkEncryptionOf(group.block);
  if (encryption === 'required') return pass(PATH);
  const { address } = group.block;
  if (encryption === 'absent')
    return fail({
      path: PATH,
      message: `${address} has no option that encrypts connections`,
      observed,
      expected: EXPECTED,
    });
  if (encryption === 'negotiable') {
    return fail({
      path: PATH,
      message: `${address} leaves it to the client whether a connection is encrypted`,
      observed,
      expected: EXPECTED,
    });
  }
  return unknown({
    path: PATH,
    message: `the options of ${address} are not known before Terraform runs`,
    observed: encryption,
    expected: EXPECTED,
  });
}

export default defineRule({
  id: 'rds-oracle-network-encryption',
  title: 'Oracle databases encrypt their connections',
  why: 'Oracle Net sends logins, statements and rows in clear unless the server asks for encryption. The default setting REQUESTED gives way to any client that does not want it.',
  remediation:
    'Give the option group the option NATIVE_NETWORK_ENCRYPTION with SQLNET.ENCRYPTION_SERVER = REQUIRED, or the option SSL, and attach it with option_group_name.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown:
    'The option group lies outside the configuration, or its options or the engine are expressions that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.Oracle.Options.NetworkEncryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.Oracle.Options.SSL.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_option_group.html.markdown',
  ],
  check(block) {
    const engine = engineOf(block);
    if (isUnknown(engine)) return undecided('engine', engine, EXPECTED);
    if (engine === undefined)
      return unknown({ path: 'engine', message: 'the engine is not named in this configuration', expected: EXPECTED });
    return engine.startsWith('oracle') ? judge(block) : notApplicable();
  },
  examples: {
    good: [
      {
        name: 'native encryption is required',
        configuration: {
          resource: {
            aws_db_option_group: {
              main: {
                name: 'orders',
                engine_name: 'oracle-se2',
                major_engine_version: '19',
                option: [
                  {
                    option_name: 'NATIVE_NETWORK_ENCRYPTION',
                    option_settings: [{ name: 'SQLNET.ENCRYPTION_SERVER', value: 'REQUIRED' }],
                  },
                ],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'oracle-se2',
                instance_class: 'db.m6i.large',
                license_model: 'license-included',
                option_group_name: '${aws_db_option_group.main.name}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no option group',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'oracle-se2', instance_class: 'db.m6i.large', license_model: 'license-included' },
            },
          },
        },
      },
      {
        name: 'encryption is only requested',
        configuration: {
          resource: {
            aws_db_option_group: {
              main: {
                name: 'orders',
                engine_name: 'oracle-se2',
                major_engine_version: '19',
                option: [{ option_name: 'NATIVE_NETWORK_ENCRYPTION' }],
              },
            },
            aws_db_instance: {
              main: {
                engine: 'oracle-se2',
                instance_class: 'db.m6i.large',
                license_model: 'license-included',
                option_group_name: '${aws_db_option_group.main.name}',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'an option group outside the configuration',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'oracle-se2',
                instance_class: 'db.m6i.large',
                license_model: 'license-included',
                option_group_name: 'company-oracle',
              },
            },
          },
        },
      },
    ],
  },
});
