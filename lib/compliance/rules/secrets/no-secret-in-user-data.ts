import { defineRule } from '../../engine/define-rule';
import { fail, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import type { Unknown } from '../../model/value';
import { isUnknown, toText, type Value } from '../../model/value';
import { decodeBase64 } from '../../engine/base64-text';
import { distinctOutcomes } from '../../reading/distinct-outcomes';
import { textInInstances } from '../../reading/secrets/instance-values';
import { scriptSecrets } from './shared/script-secrets';
import { sourceOf } from '../../reading/secrets/secret-source';

const EXPECTED = 'user data that reads the secret at boot, by the role of the instance';

interface Script {
  readonly path: string;
  readonly value: Value;
}

export default defineRule({
  id: 'no-secret-in-user-data',
  title: 'User data of instances carries no secret',
  why: 'Every process on the instance can read its user data from the metadata service, and so can everyone who may call DescribeInstanceAttribute. Provider version 6 keeps it in clear in the state.',
  remediation:
    'Read the secret at boot from Secrets Manager or Parameter Store, with the role of the instance. Rotate the secret that was there.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: [
    'aws_instance',
    'aws_launch_template',
    'aws_launch_configuration',
    'aws_spot_instance_request',
    'aws_spot_fleet_request',
    'aws_lightsail_instance',
    'aws_imagebuilder_image_recipe',
  ],
  whenUnknown: 'the text comes from a file, a template or another expression that the configuration does not hold.',
  controls: { iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_46', relation: 'broader' }],
    trivy: [
      { id: 'AVD-AWS-0029', relation: 'broader' },
      { id: 'AVD-AWS-0129', relation: 'broader' },
    ],
    tfsec: [
      { id: 'aws-ec2-no-secrets-in-user-data', relation: 'broader' },
      { id: 'aws-autoscaling-no-secrets-in-user-data', relation: 'broader' },
      { id: 'aws-ec2-no-secrets-in-launch-template-user-data', relation: 'broader' },
    ],
    prowler: [
      { id: 'ec2_instance_secrets_user_data', relation: 'broader' },
      { id: 'ec2_launch_template_no_secrets', relation: 'broader' },
      { id: 'autoscaling_find_secrets_ec2_launch_configuration', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/instance.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'the secret is read at boot',
        configuration: {
          resource: {
            aws_instance: {
              web: {
                user_data:
                  '#!/bin/bash\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id orders/db --query SecretString --output text)\n',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a password in the script',
        configuration: {
          resource: { aws_instance: { web: { user_data: '#!/bin/bash\nexport DB_PASSWORD=correct-horse-battery\n' } } },
        },
      },
      {
        name: 'a generated password put into the script',
        configuration: {
          resource: {
            random_password: { db: { length: 32 } },
            aws_launch_template: { web: { user_data: '${base64encode("DB_PASSWORD=${random_password.db.result}")}' } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a template file',
        configuration: { resource: { aws_instance: { web: { user_data: '${templatefile("boot.sh.tftpl", {})}' } } } },
      },
    ],
  },
  check(block, { configuration }) {
    return distinctOutcomes(scriptsOf(block).flatMap((script) => judge(script, configuration)));
  },
});

function scriptsOf(block: Block): readonly Script[] {
  const top = ['user_data', 'user_data_base64'].map((path) => ({ path, value: block.get(path) }));
  const nested = block.type === 'aws_spot_fleet_request' ? block.nested('launch_specification') : [];
  return [...top, ...nested.map((item) => ({ path: `${item.path}.user_data`, value: item.get('user_data') }))]
    .flatMap(({ path, value }) => textInInstances(value, block).map((each) => ({ path, value: each })))
    .filter(({ value }) => value !== undefined);
}

function judge({ path, value }: Script, configuration: Configuration): readonly Outcome[] {
  const text = toText(value);
  const decoded = typeof text === 'string' ? (decodeBase64(text) ?? text) : text;
  const secrets = scriptSecrets(decoded, configuration).map(({ what, unclear }): Outcome => {
    if (unclear === undefined) {
      return fail({
        path,
        subject: what,
        message: `${path} carries ${what}, which every process on the instance can read`,
        observed: '',
        expected: EXPECTED,
        sensitive: true,
      });
    }
    return unknown({
      path,
      subject: what,
      message: `${path} carries ${what}; whether that is a secret is not known before Terraform runs`,
      observed: unclear,
      expected: EXPECTED,
    });
  });
  if (secrets.some(({ verdict }) => verdict === 'fail') || !isUnknown(decoded)) return secrets;
  const written = writtenIn(decoded, configuration);
  if (written.length > 0)
    return written.map((what) =>
      fail({
        path,
        subject: what,
        message: `${path} carries ${what}, which every process on the instance can read`,
        observed: '',
        expected: EXPECTED,
        sensitive: true,
      }),
    );
  const unread = (decoded.parts.length === 0 ? [decoded] : decoded.parts).filter(
    (part) => isUnknown(part) && isUnread(part, part === decoded, configuration),
  );
  const [first] = unread;
  return secrets.length > 0 || !isUnknown(first) ? secrets : [undecided(path, first, EXPECTED)];
}

/** Secrets in the literal text of an expression that cannot be evaluated: `${join("\n", […])}`. */
function writtenIn(value: Unknown, configuration: Configuration): readonly string[] {
  if (value.isReference) return [];
  const text = value.expression.replaceAll('\\n', '\n').replaceAll('\\"', '"');
  return scriptSecrets(text, configuration).map(({ what }) => what);
}

/** A piece that may be text of any kind: a file, a template, an output of a module. A variable within a script is a value. */
function isUnread(piece: Unknown, isWhole: boolean, configuration: Configuration): boolean {
  if (/^\$\{(?:path|terraform|count)\.\w+\}$/.test(piece.expression)) return false;
  if (!piece.isReference) return true;
  return piece.references.some(
    (reference) =>
      sourceOf(reference, configuration) === 'unclear' ||
      /user_data|rendered|content/.test(reference.attribute) ||
      (isWhole && reference.address.startsWith('var.')),
  );
}
