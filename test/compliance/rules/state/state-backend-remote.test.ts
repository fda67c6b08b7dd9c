import rule from '../../../../lib/compliance/rules/state/state-backend-remote';
import { testRule } from '../../../../lib/testing/rule-tester';

const terraform = (body: Record<string, unknown>) => ({ terraform: body });

testRule(rule, {
  pass: [
    ...['s3', 'gcs', 'azurerm', 'remote', 'consul', 'http', 'pg', 'oss', 'cos', 'kubernetes'].map((kind) => ({
      name: kind,
      configuration: terraform({ backend: { [kind]: {} } }),
    })),
    { name: 'cloud', configuration: terraform({ cloud: { organization: 'o' } }) },
    { name: 'arrays', configuration: { terraform: [{ backend: [{ s3: [{ bucket: 'b' }] }] }] } },
    {
      name: 'a local backend that the pipeline replaces',
      configuration: terraform({ backend: { local: {} } }),
      options: { assumeRemote: true },
    },
    { name: 'no backend, and the pipeline sets one', configuration: terraform({}), options: { assumeRemote: true } },
  ],
  fail: [
    {
      name: 'local',
      configuration: terraform({ backend: { local: { path: 'x' } } }),
      address: 'terraform.backend.local',
      findings: 1,
    },
    { name: 'none', configuration: terraform({ required_version: '>= 1.5' }), address: 'terraform' },
    { name: 'null', configuration: terraform({ cloud: null }) },
  ],
  notApplicable: [{ name: 'no terraform block', configuration: { resource: { aws_vpc: { v: {} } } } }],
});
