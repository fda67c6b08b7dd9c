import rule from '../../../../lib/compliance/rules/ec2/ec2-no-public-ip';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases, type Attributes } from '../rds/shared/configurations';

const address = 'aws_instance.main';
const subnets = {
  'aws_subnet.private': { cidr_block: '10.0.1.0/24' },
  'aws_subnet.public': { cidr_block: '10.0.0.0/24', map_public_ip_on_launch: true },
  'aws_subnet.open': { cidr_block: '10.0.2.0/24', map_public_ip_on_launch: '${var.unset}' },
  'aws_default_subnet.default': { availability_zone: 'eu-west-1a' },
};
const instance = (attributes: Attributes, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({ ...subnets, [address]: attributes, ...others });
const inSubnet = (name: string, attributes: Attributes = {}) =>
  instance({ subnet_id: `\${aws_subnet.${name}.id}`, ...attributes });
const template = (attributes: Attributes, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({ ...subnets, 'aws_launch_template.t': attributes, ...others });
const launchConfiguration = (attributes: Attributes, others: Readonly<Record<string, Attributes>> = {}) =>
  blocks({ ...subnets, 'aws_launch_configuration.c': attributes, ...others });
const group = (attributes: Attributes) => ({ 'aws_autoscaling_group.g': attributes });
const cases = booleanCases(
  (attributes) => inSubnet('private', attributes),
  'associate_public_ip_address',
  false,
  'pass',
);
const ofTemplate = { id: '${aws_launch_template.t.id}' };

const shown = (type: string, values: object) => ({ mode: 'managed', address: `${type}.s`, type, name: 's', values });
const state = (...resources: readonly object[]) => ({
  format_version: '1.0',
  terraform_version: '1.11.0',
  values: { root_module: { resources } },
});

testRule(rule, {
  pass: [
    ...cases.pass,
    {
      name: 'the Elastic IP of another interface, in a state',
      configuration: state(
        shown('aws_network_interface', { id: 'eni-0abc' }),
        shown('aws_eip', { id: 'eipalloc-0abc', instance: '', network_interface: 'eni-0def' }),
      ),
    },
    {
      name: 'no address in a public subnet',
      configuration: inSubnet('public', { associate_public_ip_address: false }),
    },
    {
      name: 'an interface of the configuration',
      configuration: instance(
        { network_interface: { device_index: 0, network_interface_id: '${aws_network_interface.n.id}' } },
        { 'aws_network_interface.n': {} },
      ),
    },
    { name: 'a template without interfaces', configuration: template({}) },
    {
      name: 'a template that refuses',
      configuration: template({ network_interfaces: [{ associate_public_ip_address: 'false' }] }),
    },
    {
      name: 'a template in private subnets',
      configuration: template(
        {},
        group({ launch_template: ofTemplate, vpc_zone_identifier: ['${aws_subnet.private.id}'] }),
      ),
    },
    {
      name: 'by the template',
      address,
      configuration: instance(
        { launch_template: ofTemplate },
        { 'aws_launch_template.t': { network_interfaces: { associate_public_ip_address: false } } },
      ),
    },
    { name: 'a launch configuration', configuration: launchConfiguration({ associate_public_ip_address: false }) },
    { name: 'an interface', configuration: blocks({ 'aws_network_interface.n': { subnet_id: 'subnet-0abc' } }) },
    {
      name: 'an Elastic IP of another instance',
      address,
      configuration: instance(
        { associate_public_ip_address: false },
        { 'aws_instance.b': {}, 'aws_eip.e': { instance: '${aws_instance.b.id}' } },
      ),
    },
  ],
  fail: [
    {
      name: 'a template that a group of a public subnet names',
      configuration: template(
        { name: 'web' },
        group({ launch_template: { name: 'web' }, vpc_zone_identifier: ['${aws_subnet.public.id}'] }),
      ),
    },
    {
      name: 'a template that a mixed group names',
      configuration: template(
        { name: 'web' },
        group({
          mixed_instances_policy: [
            { launch_template: [{ launch_template_specification: [{ launch_template_name: 'web' }] }] },
          ],
          vpc_zone_identifier: ['${aws_subnet.private.id}', '${aws_subnet.public.id}'],
        }),
      ),
    },
    {
      name: 'a launch configuration that a group names',
      configuration: launchConfiguration(
        { name: 'web' },
        group({ launch_configuration: 'web', vpc_zone_identifier: ['${aws_subnet.public.id}'] }),
      ),
    },
    {
      name: 'a template of a group, in a state',
      configuration: state(
        shown('aws_subnet', { id: 'subnet-0abc', map_public_ip_on_launch: true }),
        shown('aws_launch_template', { id: 'lt-0abc', name: 'web', network_interfaces: [] }),
        shown('aws_autoscaling_group', {
          launch_template: [{ id: 'lt-0abc', name: 'web', version: '$Latest' }],
          vpc_zone_identifier: ['subnet-0abc'],
        }),
      ),
    },
    {
      name: 'a spot instance',
      configuration: blocks({ 'aws_spot_instance_request.s': { associate_public_ip_address: true } }),
    },
    {
      name: 'the Elastic IP of an interface, in a state',
      configuration: state(
        shown('aws_network_interface', { id: 'eni-0abc' }),
        shown('aws_eip', { id: 'eipalloc-0abc', instance: '', network_interface: 'eni-0abc' }),
      ),
      findings: 1,
    },
    {
      name: 'the Elastic IP of an instance, in a state',
      configuration: state(
        shown('aws_instance', { id: 'i-0abc', associate_public_ip_address: false }),
        shown('aws_eip_association', { id: 'eipassoc-0abc', instance_id: 'i-0abc' }),
      ),
      findings: 1,
    },
    ...cases.fail,
    { name: 'left to a public subnet', configuration: inSubnet('public'), path: 'subnet_id' },
    { name: 'left to a default subnet', configuration: instance({ subnet_id: '${aws_default_subnet.default.id}' }) },
    {
      name: 'an Elastic IP of the instance',
      address,
      configuration: instance(
        { associate_public_ip_address: false },
        { 'aws_eip.e': { instance: '${aws_instance.main.id}' } },
      ),
      message: 'aws_eip.e',
    },
    {
      name: 'an Elastic IP by an association',
      address,
      configuration: instance(
        { associate_public_ip_address: false },
        { 'aws_eip_association.e': { instance_id: '${aws_instance.main.id}', allocation_id: 'eipalloc-1' } },
      ),
    },
    {
      name: 'an Elastic IP of the primary interface',
      address,
      configuration: instance(
        { associate_public_ip_address: false },
        { 'aws_eip.e': { network_interface: '${aws_instance.main.primary_network_interface_id}' } },
      ),
    },
    {
      name: 'an Elastic IP for each',
      address,
      configuration: instance(
        { associate_public_ip_address: false, for_each: ['a', 'b'] },
        { 'aws_eip.e': { for_each: '${aws_instance.main}', instance: '${each.value.id}' } },
      ),
    },
    {
      name: 'an Elastic IP of an interface',
      configuration: blocks({
        'aws_network_interface.n': {},
        'aws_eip.e': { network_interface: '${aws_network_interface.n.id}' },
      }),
    },
    {
      name: 'a template that asks for one',
      configuration: template({ network_interfaces: { associate_public_ip_address: 'true' } }),
      path: 'network_interfaces[0].associate_public_ip_address',
    },
    {
      name: 'the second interface of a template',
      configuration: template({
        network_interfaces: [{ associate_public_ip_address: false }, { associate_public_ip_address: true }],
      }),
      path: 'network_interfaces[1].associate_public_ip_address',
    },
    {
      name: 'a template in a public subnet',
      configuration: template({ network_interfaces: [{ subnet_id: '${aws_subnet.public.id}' }] }),
    },
    {
      name: 'a template in a group of public subnets',
      configuration: template(
        {},
        group({
          launch_template: [ofTemplate],
          vpc_zone_identifier: ['${aws_subnet.private.id}', '${aws_subnet.public.id}'],
        }),
      ),
    },
    { name: 'a launch configuration', configuration: launchConfiguration({ associate_public_ip_address: true }) },
    {
      name: 'a launch configuration in a public subnet',
      configuration: launchConfiguration(
        {},
        group({
          launch_configuration: '${aws_launch_configuration.c.name}',
          vpc_zone_identifier: ['${aws_subnet.public.id}'],
        }),
      ),
    },
    {
      name: 'by the template',
      address,
      configuration: instance(
        { subnet_id: '${aws_subnet.private.id}', launch_template: ofTemplate },
        { 'aws_launch_template.t': { network_interfaces: { associate_public_ip_address: true } } },
      ),
    },
  ],
  unknown: [
    {
      name: 'a group in one subnet outside',
      configuration: template(
        {},
        group({ launch_template: ofTemplate, vpc_zone_identifier: ['${aws_subnet.private.id}', 'subnet-0abc'] }),
      ),
    },
    ...cases.unknown,
    { name: 'a subnet outside', configuration: instance({ subnet_id: 'subnet-0abc' }) },
    { name: 'no subnet', configuration: instance({}) },
    { name: 'a subnet of a variable', configuration: instance({ subnet_id: '${var.unset}' }) },
    { name: 'a subnet that may be public', configuration: inSubnet('open') },
    {
      name: 'a public or a private subnet',
      configuration: instance({ subnet_id: '${var.unset ? aws_subnet.public.id : aws_subnet.private.id}' }),
    },
    { name: 'a template outside', configuration: instance({ launch_template: { name: 'web' } }) },
    {
      name: 'an interface outside',
      configuration: instance({ network_interface: [{ network_interface_id: 'eni-0abc', device_index: 0 }] }),
    },
    {
      name: 'an Elastic IP that may not be there',
      address,
      configuration: instance(
        { associate_public_ip_address: false },
        { 'aws_eip.e': { count: '${var.unset}', instance: '${aws_instance.main.id}' } },
      ),
    },
    {
      name: 'a template in subnets of a variable',
      configuration: template({}, group({ launch_template: ofTemplate, vpc_zone_identifier: '${var.unset}' })),
    },
    {
      name: 'interfaces over an unknown',
      configuration: template({
        dynamic: { network_interfaces: { for_each: '${var.unset}', content: { associate_public_ip_address: true } } },
      }),
    },
  ],
});
