import rule from '../../../../lib/compliance/rules/ecs/ecs-no-public-ip';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const service = (network_configuration: unknown) => resource('aws_ecs_service', { name: 'api', network_configuration });

testRule(rule, {
  pass: [
    { name: 'no network configuration', configuration: resource('aws_ecs_service', { name: 'api' }) },
    { name: 'null', configuration: service({ subnets: [], assign_public_ip: null }) },
    { name: 'false', configuration: service({ assign_public_ip: false }) },
    { name: '"false" in an array', configuration: service([{ assign_public_ip: 'false' }]) },
    { name: 'unknown subnets', configuration: service({ subnets: '${var.subnets}' }) },
  ],
  fail: [
    {
      name: 'true',
      configuration: service({ assign_public_ip: true }),
      path: 'network_configuration[0].assign_public_ip',
    },
    { name: '"true" in an array', configuration: service([{ assign_public_ip: 'true' }]) },
    { name: 'no boolean', configuration: service({ assign_public_ip: 'ENABLED' }) },
    {
      name: 'a task set',
      configuration: resource('aws_ecs_task_set', { network_configuration: [{ assign_public_ip: true }] }),
    },
    {
      name: 'a dynamic block',
      configuration: resource('aws_ecs_service', {
        dynamic: { network_configuration: { for_each: [1], content: { assign_public_ip: true } } },
      }),
    },
    {
      name: 'a variable with a default',
      configuration: { ...service({ assign_public_ip: '${var.p}' }), variable: { p: { type: 'bool', default: true } } },
    },
  ],
  unknown: [
    { name: 'a variable', configuration: service({ assign_public_ip: '${var.p}' }) },
    { name: 'the whole block', configuration: service('${var.network}') },
    {
      name: 'a dynamic block over an unknown',
      configuration: resource('aws_ecs_service', {
        dynamic: { network_configuration: { for_each: '${var.n}', content: { assign_public_ip: false } } },
      }),
    },
  ],
  notApplicable: [
    {
      name: 'count = 0',
      configuration: resource('aws_ecs_service', { count: 0, network_configuration: { assign_public_ip: true } }),
    },
  ],
});
