import rule from '../../../../lib/compliance/rules/iam/iam-root-credentials-management';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const FEATURES = 'aws_iam_organizations_features.main';
const BASELINE = { accountBaseline: true, address: 'terraform' };
const features = (enabled: unknown, rest: Record<string, unknown> = {}) =>
  resources({ [FEATURES]: { enabled_features: enabled, ...rest } });

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: features(['RootCredentialsManagement']) },
    { name: 'among others', configuration: features(['${var.f}', 'RootCredentialsManagement']) },
    { name: 'in a baseline', configuration: features(['RootCredentialsManagement']), ...BASELINE },
  ],
  fail: [
    { name: 'sessions only', configuration: features(['RootSessions']), path: 'enabled_features' },
    { name: 'none', configuration: features([]) },
    { name: 'null', configuration: features(null) },
    { name: 'nothing', configuration: resources({}), ...BASELINE },
  ],
  unknown: [
    { name: 'a list', configuration: features('${var.f}') },
    { name: 'an element', configuration: features(['RootSessions', '${var.f}']) },
    { name: 'a count', configuration: features(['RootCredentialsManagement'], { count: '${var.n}' }), ...BASELINE },
  ],
  notApplicable: [{ name: 'no baseline', configuration: resources({}) }],
});
