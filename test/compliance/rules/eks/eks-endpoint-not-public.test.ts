import rule from '../../../../lib/compliance/rules/eks/eks-endpoint-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster } from './shared/cluster';

const network = (vpc_config: unknown) => cluster({ vpc_config });
const restricted = (public_access_cidrs: unknown, endpoint_public_access: unknown = true) => ({
  configuration: network({ endpoint_public_access, public_access_cidrs }),
  options: { allowRestricted: true },
});

testRule(rule, {
  pass: [
    { name: 'false', configuration: network({ endpoint_public_access: false }) },
    { name: '"false" in an array', configuration: network([{ endpoint_public_access: 'false' }]) },
    {
      name: 'false with open ranges',
      configuration: network({ endpoint_public_access: false, public_access_cidrs: ['0.0.0.0/0'] }),
    },
    { name: 'restricted, which is allowed', ...restricted(['203.0.113.0/24']) },
    { name: 'restricted by default of the endpoint', ...restricted(['203.0.113.0/24'], null) },
    { name: 'restricted, and public or not', ...restricted(['203.0.113.0/24'], '${var.public}') },
  ],
  fail: [
    { name: 'no vpc_config', configuration: cluster({}), path: 'vpc_config.endpoint_public_access' },
    { name: 'absent', configuration: network({ subnet_ids: [] }), path: 'vpc_config[0].endpoint_public_access' },
    { name: 'null', configuration: network({ endpoint_public_access: null }) },
    { name: 'true', configuration: network([{ endpoint_public_access: true }]) },
    {
      name: 'one of two blocks',
      configuration: network([{ endpoint_public_access: false }, { endpoint_public_access: true }]),
      path: 'vpc_config[1].endpoint_public_access',
    },
    { name: 'restricted, which is not allowed', configuration: network({ public_access_cidrs: ['203.0.113.0/24'] }) },
    { name: 'open', ...restricted(['0.0.0.0/0']), path: 'vpc_config[0].public_access_cidrs' },
    { name: 'open in two halves', ...restricted(['0.0.0.0/1', '128.0.0.0/1']) },
    { name: 'one half', ...restricted(['0.0.0.0/1']) },
    { name: 'all of IPv6', ...restricted(['203.0.113.0/24', '::/0']) },
    { name: 'no ranges', ...restricted(null) },
    { name: 'an empty list', ...restricted([]) },
    { name: 'open beside an unknown', ...restricted(['${var.office}', '0.0.0.0/0']) },
  ],
  unknown: [
    { name: 'a variable', configuration: network({ endpoint_public_access: '${var.public}' }) },
    { name: 'the block', configuration: network('${var.network}') },
    { name: 'the ranges', ...restricted('${var.ranges}') },
    { name: 'one range', ...restricted(['203.0.113.0/24', '${var.office}']) },
    { name: 'no range', ...restricted(['office']), message: 'office is no range' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: cluster({ count: 0 }) }],
});
