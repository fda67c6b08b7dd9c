import { defineRule } from '../../engine/define-rule';
import { fail, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, type Value } from '../../model/value';
import { credentialInConnection } from '../../engine/credential-shape';
import { isSecretName } from '../../engine/secret-name';
import { sourceOf } from '../../reading/secrets/secret-source';
import { hiddenPieces, visibleText } from '../../reading/secrets/visible-text';

interface Options {
  readonly all: boolean;
  readonly requireCmk: boolean;
}

const EXPECTED = 'type = "SecureString"';
const EXPECTED_KEY = 'key_id = the ARN of a KMS key of your own';

export default defineRule<Options>({
  id: 'ssm-parameter-secure-string',
  title: 'A parameter that holds a secret is a SecureString',
  why: 'Everyone with ssm:GetParameter reads a String in clear, and it shows in the console. A SecureString is encrypted, and who may decrypt it is said by the key.',
  remediation:
    'Set type = "SecureString", and key_id to a KMS key of your own when access has to be limited by the key.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ssm_parameter'],
  whenUnknown:
    'the type of a parameter with a secret-like name, or the name of a parameter that is no SecureString, is an expression; or key_id is one that leads to a data source, with option requireCmk.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV2_AWS_34', relation: 'narrower' },
      { id: 'CKV_AWS_337', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ssm_parameter.html.markdown',
  ],
  defaultOptions: { all: false, requireCmk: false },
  optionsSchema: {
    all: {
      type: 'boolean',
      description: 'Ask for SecureString on every parameter, not only on those that hold a secret.',
    },
    requireCmk: {
      type: 'boolean',
      description: 'Ask for key_id on every SecureString: the key aws/ssm does not count.',
    },
  },
  examples: {
    good: [
      {
        name: 'a SecureString with its own key',
        configuration: {
          resource: {
            aws_kms_key: { app: { enable_key_rotation: true } },
            aws_ssm_parameter: {
              db: {
                name: '/orders/db/password',
                type: 'SecureString',
                key_id: '${aws_kms_key.app.arn}',
                value: '${var.db_password}',
              },
            },
          },
          variable: { db_password: { type: 'string', sensitive: true } },
        },
      },
      {
        name: 'no secret',
        configuration: {
          resource: { aws_ssm_parameter: { level: { name: '/orders/log-level', type: 'String', value: 'info' } } },
        },
      },
    ],
    bad: [
      {
        name: 'a password as a String',
        configuration: {
          resource: {
            aws_ssm_parameter: {
              db: { name: '/orders/db/password', type: 'String', value: '${random_password.db.result}' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the type comes from a variable',
        configuration: {
          variable: { type: { type: 'string' } },
          resource: { aws_ssm_parameter: { db: { name: '/orders/db/password', type: '${var.type}', value: 'x' } } },
        },
      },
    ],
  },
  check(block, { options }) {
    const type = block.get('type');
    if (type === 'SecureString' && block.get('insecure_value') === undefined)
      return options.requireCmk ? keyOutcomes(block) : [];
    const reason = options.all ? 'every parameter has to be encrypted' : secretReason(block);
    if (reason === undefined) return [];
    if (isUnknown(type)) return undecided('type', type, EXPECTED);
    if (isUnknown(reason)) return undecided('name', reason, EXPECTED);
    const path = type === 'SecureString' ? 'insecure_value' : 'type';
    const message = `the parameter is no SecureString although ${reason}; whoever may read it gets it in clear`;
    return fail({
      path,
      message,
      observed: path === 'type' ? type : '',
      expected: EXPECTED,
      sensitive: path !== 'type',
    });
  },
});

/** Why a parameter counts as a secret. An unknown where its name decides and is not known. */
function secretReason(block: Block): string | ReturnType<typeof hiddenPieces>[number] | undefined {
  const { configuration } = block;
  for (const attribute of ['value', 'value_wo', 'insecure_value']) {
    const value = block.get(attribute);
    if (credentialInConnection(visibleText(value)) !== undefined) return `its ${attribute} is a credential`;
    for (const piece of hiddenPieces(value)) {
      const secret = piece.references.find((reference) => sourceOf(reference, configuration) === 'secret');
      if (secret !== undefined) return `its ${attribute} comes from ${secret.address}`;
    }
  }
  const name = block.get('name');
  const last = lastSegment(name);
  if (last !== undefined) return isSecretName(last) ? 'its name says that it holds a secret' : undefined;
  return isUnknown(name) ? name : undefined;
}

/** What follows the last slash of a name; undefined where that is not known. */
function lastSegment(name: Value): string | undefined {
  if (typeof name === 'string') return name.slice(name.lastIndexOf('/') + 1);
  const tail = isUnknown(name) ? name.parts.at(-1) : undefined;
  if (typeof tail !== 'string') return undefined;
  // Without a slash the end of the name still tells: `${var.env}-db-password`.
  const segment = tail.slice(tail.lastIndexOf('/') + 1);
  return tail.includes('/') || isSecretName(segment) ? segment : undefined;
}

function keyOutcomes(block: Block): readonly Outcome[] {
  const key = block.get('key_id');
  if (isUnknown(key)) {
    const { blocks } = block.configuration.link(key, [
      'aws_kms_key',
      'aws_kms_alias',
      'aws_kms_external_key',
      'aws_kms_replica_key',
    ]);
    return blocks.length > 0
      ? []
      : [
          unknown({
            path: 'key_id',
            message: 'whether key_id is a key of your own is not known before Terraform runs',
            observed: key,
            expected: EXPECTED_KEY,
          }),
        ];
  }
  if (typeof key === 'string' && key !== '' && !/(?:^|[:/])alias\/aws\//.test(key)) return [];
  return [
    fail({
      path: 'key_id',
      message: 'the parameter is encrypted with the key aws/ssm, whose policy cannot be changed',
      observed: key,
      expected: EXPECTED_KEY,
    }),
  ];
}
