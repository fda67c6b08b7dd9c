import rule from '../../../../lib/compliance/rules/network/vpc-no-default-vpc';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const destroyed = { 'aws_default_vpc.d': { force_destroy: true } };
const options = { allowForDestroy: true };

testRule(rule, {
  pass: [
    { name: 'a VPC of its own', configuration: resources({ 'aws_vpc.v': {} }) },
    { name: 'taken in to be destroyed, by option', configuration: resources(destroyed), options },
  ],
  fail: [
    { name: 'a default VPC', configuration: resources({ 'aws_default_vpc.d': {} }) },
    { name: 'a default subnet', configuration: resources({ 'aws_default_subnet.d': {} }), message: 'subnet' },
    { name: 'taken in to be destroyed', configuration: resources(destroyed) },
    {
      name: 'to be destroyed, and used',
      configuration: resources({ ...destroyed, 'aws_subnet.s': { vpc_id: '${aws_default_vpc.d.id}' } }),
      options,
    },
    {
      name: 'not to be destroyed',
      configuration: resources({ 'aws_default_vpc.d': { force_destroy: null } }),
      options,
    },
    { name: 'a count of one', configuration: resources({ 'aws_default_vpc.d': { count: 1 } }) },
  ],
  unknown: [
    { name: 'a count', configuration: resources({ 'aws_default_vpc.d': { count: '${var.n}' } }), path: 'count' },
    {
      name: 'force_destroy',
      configuration: resources({ 'aws_default_vpc.d': { force_destroy: '${var.f}' } }),
      options,
      path: 'force_destroy',
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resources({ 'aws_default_vpc.d': { count: 0 } }) }],
});
