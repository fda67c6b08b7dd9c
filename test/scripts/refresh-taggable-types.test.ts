import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TAGGABLE_TYPES } from '../../lib/compliance/reading/tags/taggable-types';
import { render } from '../../scripts/refresh-taggable-types';

const ROOT = path.join(__dirname, '..', '..');

describe('the taggable types', () => {
  it('are those of the installed provider', () => {
    const text = render(path.dirname(require.resolve('@cdktf/provider-aws/package.json')));
    expect(readFileSync(path.join(ROOT, 'lib/compliance/reading/tags/taggable-types.ts'), 'utf8')).toBe(text);
  });

  it('hold resources with tags only', () => {
    expect(TAGGABLE_TYPES.size).toBeGreaterThan(700);
    for (const type of ['aws_s3_bucket', 'aws_instance', 'aws_dynamodb_table', 'aws_bedrockagent_agent'])
      expect(TAGGABLE_TYPES).toContain(type);
    for (const type of [
      'aws_autoscaling_group',
      'aws_sqs_queue_policy',
      'aws_inspector_resource_group',
      'aws_scheduler_schedule',
    ])
      expect(TAGGABLE_TYPES).not.toContain(type);
  });
});
