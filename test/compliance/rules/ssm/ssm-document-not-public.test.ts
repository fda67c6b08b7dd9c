import rule from '../../../../lib/compliance/rules/ssm/ssm-document-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const document = (permissions: unknown) => resource('aws_ssm_document', { name: 'patch', permissions });
const shared = (account_ids: unknown) => document({ type: 'Share', account_ids });

testRule(rule, {
  pass: [
    { name: 'not shared', configuration: document(undefined) },
    { name: 'null', configuration: document(null) },
    { name: 'accounts', configuration: shared('111122223333,444455556666') },
    { name: 'no accounts', configuration: shared(null) },
    {
      name: 'the account that is looked up',
      configuration: resources({
        'aws_ssm_document.main': {
          permissions: { type: 'Share', account_ids: '${data.aws_caller_identity.me.account_id}' },
        },
        'data.aws_caller_identity.me': {},
      }),
    },
    {
      name: 'a list with the account that is looked up',
      configuration: resources({
        'aws_ssm_document.main': {
          permissions: { type: 'Share', account_ids: '${data.aws_caller_identity.me.account_id},444455556666' },
        },
        'data.aws_caller_identity.me': {},
      }),
    },
    {
      name: 'another key that a local gives',
      configuration: { locals: { key: 'type' }, ...document({ '${local.key}': 'Share', account_ids: '111122223333' }) },
    },
    { name: 'a word that only holds it', configuration: shared('Allan') },
  ],
  fail: [
    {
      name: 'one instance',
      configuration: resource('aws_ssm_document', {
        for_each: { a: '111122223333', b: 'All' },
        permissions: { type: 'Share', account_ids: '${each.value}' },
      }),
      findings: 1,
    },
    { name: 'everyone', configuration: shared('All'), path: 'permissions.account_ids' },
    { name: 'small letters', configuration: shared('all') },
    { name: 'among accounts', configuration: shared('111122223333, All') },
    { name: 'beside a variable', configuration: shared('${var.accounts},All') },
    { name: 'a list', configuration: shared(['111122223333', 'All']) },
    {
      name: 'an array of blocks',
      configuration: document([{ type: 'Share', account_ids: '1' }, { account_ids: 'All' }]),
    },
    {
      name: 'a key that a local gives',
      configuration: {
        locals: { key: 'account_ids' },
        ...document({ type: 'Share', '${local.key}': 'All' }),
      },
    },
    { name: 'join', configuration: shared('${join(",", ["111122223333", "All"])}') },
  ],
  unknown: [
    { name: 'a variable', configuration: shared('${var.accounts}') },
    { name: 'a part', configuration: shared('111122223333,${var.accounts}') },
    { name: 'a key that is not known', configuration: document({ type: 'Share', '${var.key}': 'All' }) },
    { name: 'a hidden map', configuration: document('${var.permissions}'), path: 'permissions' },
    { name: 'a parameter', configuration: shared('${data.aws_ssm_parameter.p.value}') },
  ],
});
