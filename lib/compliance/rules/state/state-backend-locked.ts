import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, unknown } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';

interface Options {
  readonly partialBackendConfig: boolean;
}

const EXPECTED = 'use_lockfile = true';

export default defineRule<Options>({
  id: 'state-backend-locked',
  title: 'Writes to the state are locked',
  why: 'Two applies at the same time overwrite each other in the state: resources get lost from it, are created twice, or stay behind when they should be gone.',
  remediation: 'Set use_lockfile = true (Terraform 1.10 or later); before that dynamodb_table.',
  severity: 'medium',
  scope: 'config',
  resourceTypes: ['terraform.backend'],
  whenUnknown:
    'no lock is declared and option partialBackendConfig says that the rest of the backend is given when Terraform initialises.',
  controls: {},
  equivalents: {},
  sources: ['https://developer.hashicorp.com/terraform/language/backend/s3#state-locking'],
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
        name: 'a lock file',
        configuration: { terraform: { backend: { s3: { bucket: 'states', key: 'app', use_lockfile: true } } } },
      },
    ],
    bad: [{ name: 'no lock', configuration: { terraform: { backend: { s3: { bucket: 'states', key: 'app' } } } } }],
  },
  check(block, { options }) {
    if (block.type !== 's3') return notApplicable();
    const lockfile = toBoolean(block.get('use_lockfile'));
    const table = block.get('dynamodb_table');
    if (lockfile === true || (typeof table === 'string' && table.trim() !== '')) return [];
    if (isUnknown(lockfile)) return undecided('use_lockfile', lockfile, EXPECTED);
    if (isUnknown(table)) return undecided('dynamodb_table', table, EXPECTED);
    if (options.partialBackendConfig) {
      return unknown({
        path: 'use_lockfile',
        message: 'no lock is declared, and -backend-config may set one',
        expected: EXPECTED,
      });
    }
    return fail({
      path: 'use_lockfile',
      message: 'two applies at the same time are not kept apart',
      observed: block.get('use_lockfile'),
      expected: EXPECTED,
    });
  },
});
