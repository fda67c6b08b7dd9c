import type { ExampleConfiguration } from '../../../../../lib/compliance';
import { blocks, type Attributes } from '../../rds/shared/configurations';

/** One `aws_cloudfront_distribution.site`, and what stands beside it. */
export function distribution(
  attributes: Attributes,
  others: Readonly<Record<string, Attributes>> = {},
): ExampleConfiguration {
  return blocks({ 'aws_cloudfront_distribution.site': attributes, ...others });
}
