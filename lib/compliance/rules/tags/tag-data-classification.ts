import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { appliedTags, isTaggable } from '../../reading/tags/applied-tags';
import { missingTags } from './shared/missing-tags';
import { findTag } from '../../reading/tags/tag-layers';
import { tagPath } from './shared/tag-path';

interface DataClassification {
  /** Key of the tag. */
  readonly key: string;
  readonly allowedValues: readonly string[];
}

export default defineRule<DataClassification>({
  id: 'tag-data-classification',
  title: 'Data stores state their data classification',
  why: 'Who may read a store, how long it is kept and what has to be reported after a leak follow from what lies in it. Without a tag that says so, every audit has to ask again.',
  remediation: 'Set the tag DataClassification to one of the agreed values, on the resource or in default_tags.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: [
    'aws_s3_bucket',
    'aws_db_instance',
    'aws_rds_cluster',
    'aws_dynamodb_table',
    'aws_efs_file_system',
    'aws_redshift_cluster',
    'aws_opensearch_domain',
    'aws_secretsmanager_secret',
    'aws_kms_key',
    'aws_ebs_volume',
  ],
  recommended: false,
  whenUnknown:
    'The value of the tag is an expression that only Terraform can compute, or the tag may be in, or be overridden by, a map that is one.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-use-cases.html',
    'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
  ],
  defaultOptions: {
    key: 'DataClassification',
    allowedValues: ['public', 'internal', 'confidential', 'restricted'],
  },
  optionsSchema: {
    key: { type: 'string', minLength: 1, description: 'key of the tag' },
    allowedValues: {
      type: 'array',
      items: { type: 'string' },
      description: 'values that count, whatever their letter case; none: any value will do',
    },
  },
  check(block, { options: { key, allowedValues } }) {
    if (!isTaggable(block)) return notApplicable();
    const allowed = new Set(allowedValues.map((value) => value.toLowerCase()));
    return appliedTags(block).flatMap((applied): readonly Outcome[] => {
      const missing = missingTags(block, applied, [key], false);
      if (missing.some(({ verdict }) => verdict === 'fail')) return missing;
      const { value, hidden } = findTag(applied.layers, key);
      const path = tagPath(block, applied.path, key);
      const expected = `${key} = ${allowedValues.join(' or ')}`;
      const subject = applied.instance;
      const open = hidden ?? (isUnknown(value) ? value : undefined);
      if (allowed.size === 0) return missing.length === 0 ? [pass(path)] : missing;
      if (open !== undefined) return [{ ...undecided(path, open, expected), subject }];
      const text = toText(value);
      if (typeof text === 'string' && allowed.has(text.toLowerCase())) return [pass(path)];
      const message = `the tag ${key} names a classification that is not agreed on`;
      return [fail({ path, subject, message, observed: value, expected })];
    });
  },
  examples: {
    good: [
      {
        name: 'a bucket with confidential data',
        configuration: {
          resource: { aws_s3_bucket: { invoices: { tags: { DataClassification: 'confidential' } } } },
        },
      },
    ],
    bad: [
      {
        name: 'no classification',
        configuration: { resource: { aws_dynamodb_table: { orders: { name: 'orders', tags: { Owner: 'shop' } } } } },
      },
      {
        name: 'a value that nobody agreed on',
        configuration: { resource: { aws_s3_bucket: { invoices: { tags: { DataClassification: 'secret-ish' } } } } },
      },
    ],
    unknown: [
      {
        name: 'tags that a variable gives',
        configuration: {
          variable: { tags: { type: 'map(string)' } },
          resource: { aws_s3_bucket: { invoices: { tags: '${var.tags}' } } },
        },
      },
    ],
  },
});
