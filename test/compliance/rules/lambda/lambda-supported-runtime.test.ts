import { LAMBDA_RUNTIMES } from '../../../../lib/compliance/rules/lambda/data/runtimes';
import rule from '../../../../lib/compliance/rules/lambda/lambda-supported-runtime';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const lambda = (attributes: Record<string, unknown>) => blocks({ 'aws_lambda_function.main': attributes });
const options = { now: '2026-01-01' };

testRule(rule, {
  pass: [
    { name: 'a supported runtime', configuration: lambda({ runtime: 'nodejs22.x' }), options },
    { name: 'the last day before', configuration: lambda({ runtime: 'nodejs20.x' }), options: { now: '2026-04-29' } },
    { name: 'an image', configuration: lambda({ package_type: 'Image', image_uri: 'x' }), options },
    {
      name: 'an image with a leftover',
      configuration: lambda({ package_type: 'Image', runtime: 'python2.7' }),
      options,
    },
    {
      name: 'a package type that is not known',
      configuration: lambda({ package_type: '${var.unset}', runtime: 'java21' }),
      options,
    },
  ],
  fail: [
    {
      name: 'one of several',
      configuration: lambda({ for_each: { a: 'nodejs22.x', b: 'nodejs16.x' }, runtime: '${each.value}' }),
      options,
      findings: 1,
    },
    { name: 'a deprecated runtime', configuration: lambda({ runtime: 'python2.7' }), options, message: '2021-07-15' },
    {
      name: 'on the day',
      configuration: lambda({ runtime: 'nodejs20.x' }),
      options: { now: '2026-04-30' },
      path: 'runtime',
    },
    {
      name: 'in time',
      configuration: lambda({ runtime: 'nodejs20.x' }),
      options: { ...options, warnDays: 180 },
      message: 'deprecates',
    },
    { name: 'a deprecated runtime of today', configuration: lambda({ runtime: 'go1.x' }) },
    { name: 'no runtime', configuration: lambda({ package_type: 'Zip' }), options },
    { name: 'null', configuration: lambda({ runtime: null }), options },
  ],
  unknown: [
    { name: 'a variable', configuration: lambda({ runtime: '${var.unset}' }), options },
    {
      name: 'newer than the list',
      configuration: lambda({ runtime: 'python9.9' }),
      options,
      message: LAMBDA_RUNTIMES.asOf,
    },
    { name: 'a key of every object', configuration: lambda({ runtime: 'constructor' }), options },
    {
      name: 'an image, perhaps',
      configuration: lambda({ package_type: '${var.unset}', runtime: 'python2.7' }),
      options,
    },
  ],
});

it('has a date that exists for every runtime', () => {
  const dates = Object.values(LAMBDA_RUNTIMES.deprecated);
  expect(dates.length).toBeGreaterThan(45);
  for (const date of dates) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
});
