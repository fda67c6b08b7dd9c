import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isPublicPrincipal } from '../../model/policy-match';
import { isMap, isUnknown, toList, toText, type Unknown, type Value } from '../../model/value';
import { some, type Truth } from '../../reading/truth';
import { presence } from '../../reading/presence';

const CONSTRAINTS = 'a constraints block with encryption_context_equals or encryption_context_subset';

/** True where the grant names the operation, or one that starts with it. */
function allows(operations: readonly Value[] | Unknown, pattern: RegExp): Truth {
  if (isUnknown(operations)) return operations;
  return some(operations, (operation) => {
    const text = toText(operation) ?? '';
    return isUnknown(text) ? text : pattern.test(text);
  });
}

function judgeGrantee(block: Block): readonly Outcome[] {
  const path = 'grantee_principal';
  const value = toText(block.get(path));
  const expected = 'the ARN of one role or user';
  if (value === undefined) return [];
  if (!isUnknown(value)) {
    return value.includes('*')
      ? [fail({ path, message: 'the grant is for more than one principal', observed: value, expected })]
      : [];
  }
  if (value.parts.some((part) => typeof part === 'string' && part.includes('*'))) {
    return [fail({ path, message: 'the grant is for more than one principal', observed: value, expected })];
  }
  return isPublicPrincipal({ type: 'AWS', identifiers: [value] }) === false ? [] : [undecided(path, value, expected)];
}

function judgeDelegation(block: Block, operations: readonly Value[] | Unknown): readonly Outcome[] {
  const path = 'operations';
  const expected = 'no CreateGrant beside Decrypt, or a retiring_principal';
  const creates = allows(operations, /^CreateGrant$/);
  const decrypts = allows(operations, /^Decrypt$/);
  if (creates === false || decrypts === false) return [];
  const retiring = presence(block.get('retiring_principal'));
  if (retiring === 'set') return [];
  if (isUnknown(creates)) return [undecided(path, creates, expected)];
  if (isUnknown(decrypts)) return [undecided(path, decrypts, expected)];
  if (isUnknown(retiring)) return [undecided('retiring_principal', retiring, expected)];
  const message = 'the grantee may pass decryption on to others, and nobody is named who may retire the grant';
  return [fail({ path, subject: 'CreateGrant', message, observed: block.get(path), expected })];
}

function judgeConstraints(block: Block, operations: readonly Value[] | Unknown): readonly Outcome[] {
  const path = 'constraints';
  const constrainable = allows(operations, /^(?:Decrypt|GenerateDataKey)/);
  if (constrainable === false) return [];
  const constrained = isConstrained(block);
  if (constrained === true || isAsymmetric(block)) return [];
  if (isUnknown(constrained)) return [undecided(path, constrained, CONSTRAINTS)];
  if (isUnknown(constrainable)) return [undecided('operations', constrainable, CONSTRAINTS)];
  return [
    fail({
      path,
      message: 'the grant covers everything that the key encrypts, whatever its encryption context',
      observed: block.get(path),
      expected: CONSTRAINTS,
    }),
  ];
}

function isConstrained(block: Block): Truth {
  return some(block.nested('constraints'), (item) => {
    if (item.unknown !== undefined) return item.unknown;
    return some([item.get('encryption_context_equals'), item.get('encryption_context_subset')], (context) => {
      if (isUnknown(context)) return context;
      return isMap(context) && Object.keys(context).length > 0;
    });
  });
}

/** Operations of asymmetric and HMAC keys have no encryption context to constrain. */
function isAsymmetric(block: Block): boolean {
  const { blocks } = block.configuration.link(block.get('key_id'), ['aws_kms_key'], ['id', 'key_id', 'arn']);
  return (
    blocks.length > 0 &&
    blocks.every((key) => {
      const spec = key.get('customer_master_key_spec');
      return typeof spec === 'string' && spec !== '' && spec !== 'SYMMETRIC_DEFAULT';
    })
  );
}

export default defineRule({
  id: 'kms-grant-scoped',
  title: 'A grant on a KMS key is narrow',
  why: 'A grant stands beside the key policy and is seldom looked at. A wide one lets its grantee decrypt whatever the key protects, or hand that on.',
  remediation:
    'Name one role in grantee_principal, add constraints with the encryption context of the data, and leave CreateGrant out of operations or set retiring_principal.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_kms_grant'],
  recommended: false,
  whenUnknown: 'The principal, the operations or the constraints are expressions that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/kms_grant.html.markdown',
  ],
  check(block) {
    const operations = toList(block.get('operations'));
    return [...judgeGrantee(block), ...judgeDelegation(block, operations), ...judgeConstraints(block, operations)];
  },
  examples: {
    good: [
      {
        name: 'one role and one encryption context',
        configuration: {
          resource: {
            aws_kms_grant: {
              main: {
                key_id: '${aws_kms_key.main.key_id}',
                grantee_principal: '${aws_iam_role.app.arn}',
                operations: ['Decrypt', 'GenerateDataKey'],
                constraints: [{ encryption_context_equals: { Department: 'Finance' } }],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'decryption of everything',
        configuration: {
          resource: {
            aws_kms_grant: {
              main: {
                key_id: '${aws_kms_key.main.key_id}',
                grantee_principal: '${aws_iam_role.app.arn}',
                operations: ['Decrypt'],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a grantee without a default',
        configuration: {
          resource: {
            aws_kms_grant: {
              main: {
                key_id: '${aws_kms_key.main.key_id}',
                grantee_principal: '${var.grantee}',
                operations: ['Encrypt'],
              },
            },
          },
          variable: { grantee: { type: 'string' } },
        },
      },
    ],
  },
});
