import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Configuration } from '../../model/block';
import { isList, isUnknown, toList, toText, type Value } from '../../model/value';
import { judgeEachInstance } from '../../reading/each-instance';
import { mapArgument } from '../../reading/map-argument';
import { isIdentifier } from '../../reading/policies/pattern-text';

const PATH = 'permissions.account_ids';
const EXPECTED = `${PATH} with the ids of accounts`;

export default defineRule({
  id: 'ssm-document-not-public',
  title: 'SSM documents are not shared with everyone',
  why: 'A document that is shared with "All" is readable in every AWS account: its scripts tell how the machines are built, and often hold addresses and credentials.',
  remediation: 'Remove permissions, or list in account_ids the accounts that need the document.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_ssm_document'],
  whenUnknown: 'permissions, or a part of account_ids, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['SSM.4'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    iso27001_2022: ['A.8.1', 'A.8.27'],
  },
  equivalents: {
    checkov: ['CKV_AWS_303'],
    securityHub: ['SSM.4'],
    prowler: ['ssm_documents_set_as_public'],
    awsConfig: ['ssm-document-not-public'],
  },
  sources: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ssm_document.html.markdown',
  ],
  check(block) {
    return judgeEachInstance(block, (get) => {
      const permissions = toList(get('permissions'));
      if (isUnknown(permissions)) return undecided('permissions', permissions, EXPECTED);
      return judge(permissions.map((each) => accountIds(each, block.configuration)));
    });
  },
  examples: {
    good: [
      { name: 'not shared', configuration: document({}) },
      {
        name: 'shared with two accounts',
        configuration: document({ permissions: { type: 'Share', account_ids: '111122223333,444455556666' } }),
      },
    ],
    bad: [
      {
        name: 'shared with everyone',
        configuration: document({ permissions: { type: 'Share', account_ids: 'All' } }),
      },
    ],
    unknown: [
      {
        name: 'accounts that a variable gives',
        configuration: {
          variable: { accounts: { type: 'string' } },
          ...document({ permissions: { type: 'Share', account_ids: '${var.accounts}' } }),
        },
      },
    ],
  },
});

function accountIds(permissions: Value, configuration: Configuration): Value {
  return isUnknown(permissions) ? permissions : mapArgument(permissions, 'account_ids', configuration);
}

function judge(values: readonly Value[]): Outcome {
  const texts = values.flatMap((value) => (isList(value) ? value : [value])).map(toText);
  if (texts.some(namesAll)) {
    const message = 'every AWS account may read and run the document';
    return fail({ path: PATH, message, observed: values[0], expected: EXPECTED });
  }
  const open = texts.find((text) => isUnknown(text) && !isIdentifier(text) && !isListOfIdentifiers(text));
  return isUnknown(open) ? undecided(PATH, open, EXPECTED) : pass(PATH);
}

/** True where one of the accounts is `All`; a piece that is not known cannot make it another word. */
function namesAll(text: ReturnType<typeof toText>): boolean {
  if (text === undefined) return false;
  const whole = isUnknown(text) ? text.parts.map((part) => (isUnknown(part) ? '?' : part)).join('') : text;
  return whole.split(',').some((account) => account.trim().toLowerCase() === 'all');
}

/** True for `${data.aws_caller_identity.a.account_id},444455556666`: what is not known is the id of an account. */
function isListOfIdentifiers(text: Exclude<ReturnType<typeof toText>, undefined>): boolean {
  return isUnknown(text) && text.parts.length > 0 && text.parts.every((part) => !isUnknown(part) || isIdentifier(part));
}

function document(attributes: object): Readonly<Record<string, unknown>> {
  const main = { name: 'patch', document_type: 'Command', document_format: 'YAML', content: 'schemaVersion: "2.2"' };
  return { resource: { aws_ssm_document: { main: { ...main, ...attributes } } } };
}
