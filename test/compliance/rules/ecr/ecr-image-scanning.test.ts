import rule from '../../../../lib/compliance/rules/ecr/ecr-image-scanning';
import { testRule } from '../../../../lib/testing/rule-tester';
import { repository, repositoryWith } from './shared/repository';

const scan = (scan_on_push: unknown) => repository({ image_scanning_configuration: { scan_on_push } });
const registry = (filter: unknown, rule: object = {}, attributes: object = {}, rest: object = {}) =>
  repositoryWith(
    {
      'aws_ecr_registry_scanning_configuration.r': {
        scan_type: 'BASIC',
        rule: [{ scan_frequency: 'SCAN_ON_PUSH', repository_filter: [{ filter, filter_type: 'WILDCARD' }], ...rule }],
      },
    },
    { ...attributes },
    { ...rest },
  );

testRule(rule, {
  pass: [
    { name: 'true', configuration: scan(true) },
    {
      name: '"true" in an array',
      configuration: repository({ image_scanning_configuration: [{ scan_on_push: 'true' }] }),
    },
    { name: 'every repository', configuration: registry('*') },
    { name: 'by its name', configuration: registry('app') },
    { name: 'a filter without a wildcard matches a part', configuration: registry('pp') },
    { name: 'by a pattern', configuration: registry('team/*', {}, { name: 'team/app' }) },
    { name: 'continuously', configuration: registry('*', { scan_frequency: 'CONTINUOUS_SCAN' }) },
    {
      name: 'false, but the registry scans',
      configuration: registry('*', {}, { image_scanning_configuration: { scan_on_push: false } }),
    },
    { name: 'an unknown name and every repository', configuration: registry('*', {}, { name: '${var.name}' }) },
    {
      name: 'one of two filters',
      configuration: registry('x', { repository_filter: [{ filter: 'other' }, { filter: 'app' }] }),
    },
    {
      name: 'one of two rules',
      configuration: repositoryWith({
        'aws_ecr_registry_scanning_configuration.r': {
          rule: [
            { scan_frequency: 'CONTINUOUS_SCAN', repository_filter: { filter: 'other' } },
            { scan_frequency: 'SCAN_ON_PUSH', repository_filter: { filter: 'app' } },
          ],
        },
      }),
    },
  ],
  fail: [
    { name: 'absent', configuration: repository({}), path: 'image_scanning_configuration' },
    { name: 'null', configuration: scan(null) },
    { name: 'false', configuration: scan(false), path: 'image_scanning_configuration[0].scan_on_push' },
    { name: 'another repository', configuration: registry('web') },
    { name: 'a pattern of others', configuration: registry('team/*') },
    { name: 'an unknown name that cannot match', configuration: registry('team/*', {}, { name: 'shop/${var.name}' }) },
    { name: 'by hand only', configuration: registry('*', { scan_frequency: 'MANUAL' }) },
    { name: 'a rule without a filter', configuration: registry('*', { repository_filter: [] }) },
    {
      name: 'the registry of another region',
      configuration: repositoryWith(
        {
          'aws_ecr_registry_scanning_configuration.r': {
            provider: 'aws.us',
            rule: { scan_frequency: 'SCAN_ON_PUSH', repository_filter: { filter: '*' } },
          },
        },
        {},
        { provider: { aws: [{ region: 'eu-central-1' }, { alias: 'us', region: 'us-east-1' }] } },
      ),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: scan('${var.scan}') },
    { name: 'the block', configuration: repository({ image_scanning_configuration: '${var.scan}' }) },
    { name: 'a filter', configuration: registry('${var.filter}') },
    { name: 'a frequency', configuration: registry('*', { scan_frequency: '${var.f}' }) },
    { name: 'a name', configuration: registry('app', {}, { name: '${var.name}' }) },
    { name: 'a name that may match', configuration: registry('team/*', {}, { name: 'team/${var.name}' }) },
    {
      name: 'the rules',
      configuration: repositoryWith({ 'aws_ecr_registry_scanning_configuration.r': { rule: '${var.rules}' } }),
    },
    {
      name: 'a registry that may be left out',
      configuration: repositoryWith({
        'aws_ecr_registry_scanning_configuration.r': {
          count: '${var.scan ? 1 : 0}',
          rule: { scan_frequency: 'SCAN_ON_PUSH', repository_filter: { filter: '*' } },
        },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: repository({ count: 0 }) }],
});
