import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, unknown } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';

interface Options {
  readonly partialBackendConfig: boolean;
}

const EXPECTED = 'encrypt = true';

export default defineRule<Options>({
  id: 'state-backend-encrypted',
  title: 'The S3 backend encrypts the state',
  why: 'The state holds every secret of the stack in clear. Without encrypt Terraform leaves encryption to the bucket: kms_key_id has no effect, and a bucket of old or foreign settings may store it as it is.',
  remediation: 'Set encrypt = true.',
  severity: 'high',
  scope: 'config',
  resourceTypes: ['terraform.backend'],
  whenUnknown:
    'encrypt is absent and option partialBackendConfig says that the rest of the backend is given when Terraform initialises.',
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
        name: 'encrypted',
        configuration: { terraform: { backend: { s3: { bucket: 'states', key: 'app', encrypt: true } } } },
      },
    ],
    bad: [{ name: 'not said', configuration: { terraform: { backend: { s3: { bucket: 'states', key: 'app' } } } } }],
  },
  check(block, { options }) {
    if (block.type !== 's3') return notApplicable();
    const encrypt = toBoolean(block.get('encrypt'));
    if (encrypt === true) return [];
    if (isUnknown(encrypt)) return undecided('encrypt', encrypt, EXPECTED);
    if (block.get('encrypt') === undefined && options.partialBackendConfig) {
      return unknown({
        path: 'encrypt',
        message: 'encrypt is absent, and -backend-config may set it',
        expected: EXPECTED,
      });
    }
    return fail({
      path: 'encrypt',
      message: 'the backend does not ask S3 to encrypt the state',
      observed: block.get('encrypt'),
      expected: EXPECTED,
    });
  },
});
