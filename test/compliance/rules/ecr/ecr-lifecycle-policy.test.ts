import rule from '../../../../lib/compliance/rules/ecr/ecr-lifecycle-policy';
import { testRule } from '../../../../lib/testing/rule-tester';
import { repository, repositoryWith } from './shared/repository';

const policy = (repositoryName: unknown, rest: object = {}, attributes: object = {}) =>
  repositoryWith(
    { 'aws_ecr_lifecycle_policy.p': { repository: repositoryName, policy: '{}', ...rest } },
    { ...attributes },
  );

testRule(rule, {
  pass: [
    { name: 'by name', configuration: policy('${aws_ecr_repository.main.name}') },
    { name: 'by id', configuration: policy('${aws_ecr_repository.main.id}') },
    { name: 'by a literal name', configuration: policy('app') },
    { name: 'by the same expression', configuration: policy('${var.name}', {}, { name: '${var.name}' }) },
    {
      name: 'one for each of two',
      configuration: policy('${aws_ecr_repository.main[count.index].name}', { count: 2 }, { count: 2 }),
    },
    {
      name: 'for each repository',
      configuration: policy('${each.value.name}', { for_each: '${aws_ecr_repository.main}' }, { for_each: ['a', 'b'] }),
    },
    {
      name: 'as often as the repository',
      configuration: policy('${aws_ecr_repository.main[0].name}', { count: '${var.n}' }, { count: '${var.n}' }),
    },
  ],
  fail: [
    { name: 'none', configuration: repository({}), message: 'no lifecycle policy' },
    { name: 'of another name', configuration: policy('web') },
    {
      name: 'of another repository',
      configuration: repositoryWith({
        'aws_ecr_repository.web': { name: 'web' },
        'aws_ecr_lifecycle_policy.p': { repository: '${aws_ecr_repository.web.name}' },
      }),
      address: 'aws_ecr_repository.main',
    },
    {
      name: 'of one of two instances',
      configuration: policy('${aws_ecr_repository.main[0].name}', {}, { count: 2 }),
      message: 'some of its instances',
    },
    { name: 'that count = 0 removes', configuration: policy('app', { count: 0 }) },
    {
      name: 'of a repository that is looked up by another name',
      configuration: repositoryWith({
        'data.aws_ecr_repository.web': { name: 'web' },
        'aws_ecr_lifecycle_policy.p': { repository: '${data.aws_ecr_repository.web.name}' },
      }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: policy('${var.name}'), message: '${var.name}' },
    { name: 'for each of a variable', configuration: policy('${each.value}', { for_each: '${var.names}' }) },
    { name: 'only in some environments', configuration: policy('app', { count: '${var.prod ? 1 : 0}' }) },
    { name: 'of this or another', configuration: policy('${var.x ? aws_ecr_repository.main.name : var.name}') },
  ],
  notApplicable: [{ name: 'count = 0', configuration: repository({ count: 0 }) }],
});
