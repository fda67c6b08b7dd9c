import rule from '../../../../lib/compliance/rules/detection/macie-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const ACCOUNT = 'aws_macie2_account.main';
const TWO = { provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } };
const BASELINE = { accountBaseline: true, address: 'terraform' };

testRule(rule, {
  pass: [
    { name: 'by default', configuration: resources({ [ACCOUNT]: {} }) },
    { name: 'on', configuration: resources({ [ACCOUNT]: { status: 'ENABLED' } }) },
    { name: 'null', configuration: resources({ [ACCOUNT]: { status: null } }), ...BASELINE },
  ],
  fail: [
    { name: 'paused', configuration: resources({ [ACCOUNT]: { status: 'PAUSED' } }), path: 'status' },
    { name: 'one region of two', configuration: resources({ [ACCOUNT]: {} }, TWO), findings: 1, ...BASELINE },
    {
      name: 'a job without account',
      configuration: resources({ 'aws_macie2_classification_job.j': {} }),
      ...BASELINE,
    },
  ],
  unknown: [
    { name: 'a variable', configuration: resources({ [ACCOUNT]: { status: '${var.s}' } }) },
    { name: 'a count', configuration: resources({ [ACCOUNT]: { count: '${var.n}' } }), ...BASELINE },
  ],
  notApplicable: [{ name: 'a job', configuration: resources({ 'aws_macie2_classification_job.j': {} }) }],
});
