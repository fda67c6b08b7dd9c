import rule from '../../../../lib/compliance/rules/network/subnet-no-auto-public-ip';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const subnet = (attributes: Record<string, unknown>) => resource('aws_subnet', attributes);
const byDefault = (attributes: Record<string, unknown>) => resource('aws_default_subnet', attributes);
const options = { publicSubnetTag: 'tier=public' };

testRule(rule, {
  pass: [
    { name: 'absent', configuration: subnet({}) },
    {
      name: 'null and false',
      configuration: subnet({ map_public_ip_on_launch: null, assign_ipv6_address_on_creation: 'false' }),
    },
    { name: 'a default subnet that says no', configuration: byDefault({ map_public_ip_on_launch: false }) },
    {
      name: 'a subnet without IPv4',
      configuration: subnet({ ipv6_native: true, assign_ipv6_address_on_creation: true }),
    },
  ],
  fail: [
    { name: 'true', configuration: subnet({ map_public_ip_on_launch: true }), path: 'map_public_ip_on_launch' },
    { name: 'true as text', configuration: subnet({ map_public_ip_on_launch: 'true' }) },
    {
      name: 'IPv6',
      configuration: subnet({ assign_ipv6_address_on_creation: true }),
      path: 'assign_ipv6_address_on_creation',
    },
    {
      name: 'both',
      configuration: subnet({ map_public_ip_on_launch: true, assign_ipv6_address_on_creation: true }),
      findings: 2,
    },
    { name: 'a default subnet', configuration: byDefault({}), path: 'map_public_ip_on_launch' },
    {
      name: 'another tag',
      configuration: subnet({ map_public_ip_on_launch: true, tags: { tier: 'private' } }),
      options,
    },
    {
      name: 'a tag without the option',
      configuration: subnet({ map_public_ip_on_launch: true, tags: { tier: 'public' } }),
    },
  ],
  unknown: [
    {
      name: 'whether there are IPv4 addresses',
      configuration: subnet({ ipv6_native: '${var.n}', assign_ipv6_address_on_creation: true }),
      path: 'ipv6_native',
    },
    {
      name: 'a variable',
      configuration: subnet({ map_public_ip_on_launch: '${var.p}' }),
      path: 'map_public_ip_on_launch',
    },
    {
      name: 'tags that are not known',
      configuration: subnet({ map_public_ip_on_launch: true, tags: '${var.t}' }),
      options,
      path: 'tags',
    },
    {
      name: 'a tag that is not known',
      configuration: subnet({ map_public_ip_on_launch: true, tags: { tier: '${var.t}' } }),
      options,
      path: 'tags',
    },
  ],
  notApplicable: [
    {
      name: 'a tag by option',
      configuration: subnet({ map_public_ip_on_launch: true, tags: { tier: 'public' } }),
      options,
    },
    {
      name: 'a tag with any value',
      configuration: subnet({ map_public_ip_on_launch: true, tags: { public: 1 } }),
      options: { publicSubnetTag: 'public' },
    },
  ],
});
