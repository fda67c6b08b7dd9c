import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, unknown, type Outcome } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';

interface Options {
  readonly partialBackendConfig: boolean;
}

/** Alias of a key that AWS manages. */
const AWS_MANAGED = /(?:^|[:/])alias\/aws\//;

const EXPECTED = 'kms_key_id = the ARN of a KMS key, and encrypt = true';

export default defineRule<Options>({
  id: 'state-backend-kms',
  title: 'The S3 backend encrypts the state with a KMS key',
  why: 'With a key of its own, reading the state takes permission for the key besides that for the bucket, every use is logged, and the key can be revoked. A customer-provided key stands in clear in the configuration.',
  remediation: 'Set kms_key_id to the ARN of a KMS key, with encrypt = true. Remove sse_customer_key.',
  severity: 'medium',
  scope: 'config',
  resourceTypes: ['terraform.backend'],
  whenUnknown:
    'kms_key_id or encrypt is absent and option partialBackendConfig says that the rest of the backend is given when Terraform initialises.',
  controls: {},
  equivalents: {},
  sources: ['https://developer.hashicorp.com/terraform/language/backend/s3'],
  defaultOptions: { partialBackendConfig: false },
  optionsSchema: {
    partialBackendConfig: {
      type: 'boolean',
      description: 'Part of the backend comes from -backend-config: what is absent is unknown.',
    },
  },
  examples: {
    good: [
      {
        name: 'a key of its own',
        configuration: {
          terraform: {
            backend: {
              s3: {
                bucket: 'states',
                key: 'app',
                encrypt: true,
                kms_key_id: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the key of S3',
        configuration: { terraform: { backend: { s3: { bucket: 'states', key: 'app', encrypt: true } } } },
      },
    ],
  },
  check(block, { options }) {
    if (block.type !== 's3') return notApplicable();
    const customerKey = block.get('sse_customer_key');
    if (customerKey !== undefined && customerKey !== '') {
      const message = 'sse_customer_key is an encryption key in clear; let KMS keep the key';
      return fail({ path: 'sse_customer_key', message, observed: '', expected: EXPECTED, sensitive: true });
    }
    const key = block.get('kms_key_id');
    const encrypt = toBoolean(block.get('encrypt'));
    const outcomes: Outcome[] = [];
    const absent = (path: string, message: string): Outcome =>
      options.partialBackendConfig && block.get(path) === undefined
        ? unknown({ path, message: `${path} is absent, and -backend-config may set it`, expected: EXPECTED })
        : fail({ path, message, observed: block.get(path), expected: EXPECTED });
    if (isUnknown(key)) outcomes.push(undecided('kms_key_id', key, EXPECTED));
    else if (typeof key !== 'string' || key.trim() === '' || AWS_MANAGED.test(key))
      outcomes.push(absent('kms_key_id', 'the state is not encrypted with a KMS key of your own'));
    else if (isUnknown(encrypt)) outcomes.push(undecided('encrypt', encrypt, EXPECTED));
    else if (encrypt !== true) outcomes.push(absent('encrypt', 'kms_key_id has no effect without encrypt = true'));
    return outcomes;
  },
});
