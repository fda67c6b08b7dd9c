import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable } from '../../engine/outcome';

interface Options {
  readonly assumeRemote: boolean;
}

const EXPECTED = 'a remote backend, such as s3 with encrypt, kms_key_id and use_lockfile';

export default defineRule<Options>({
  id: 'state-backend-remote',
  title: 'The state lives in a remote backend',
  why: 'A local state is a file in clear on one machine, with every secret of the stack in it: nobody else can apply, nothing locks it, and it is lost with the disk or committed by accident.',
  remediation:
    'Use an S3 backend with encrypt = true, kms_key_id and use_lockfile = true. In CDKTF: new S3Backend(stack, { … }).',
  severity: 'medium',
  scope: 'config',
  resourceTypes: ['terraform', 'terraform.backend'],
  whenUnknown:
    'never: Terraform takes no expressions here. With option assumeRemote a local backend passes, as -backend-config or an override file replaces it.',
  controls: {},
  equivalents: {},
  sources: [
    'https://developer.hashicorp.com/terraform/language/backend',
    'https://developer.hashicorp.com/terraform/language/backend/local',
  ],
  defaultOptions: { assumeRemote: false },
  optionsSchema: {
    assumeRemote: {
      type: 'boolean',
      description: 'The pipeline sets the backend when it initialises: a local one counts as remote.',
    },
  },
  examples: {
    good: [
      {
        name: 'an S3 backend',
        configuration: {
          terraform: {
            backend: {
              s3: { bucket: 'states', key: 'app', region: 'eu-central-1', encrypt: true, use_lockfile: true },
            },
          },
        },
      },
      {
        name: 'HCP Terraform',
        configuration: { terraform: { cloud: { organization: 'example', workspaces: { name: 'app' } } } },
      },
    ],
    bad: [
      {
        name: 'a local backend, which CDKTF writes unless told otherwise',
        configuration: { terraform: { backend: { local: { path: 'terraform.app.tfstate' } } } },
      },
      { name: 'no backend', configuration: { terraform: { required_version: '>= 1.11' } } },
    ],
  },
  check(block, { configuration, options }) {
    if (block.kind === 'backend') {
      if (block.type !== 'local' || options.assumeRemote) return [];
      return fail({
        message: 'the backend is local: the state is a file in clear on the machine that applies',
        observed: 'local',
        expected: EXPECTED,
      });
    }
    if (configuration.ofType('terraform.backend').length > 0) return notApplicable();
    if (block.nested('cloud').length > 0 || options.assumeRemote) return [];
    return fail({
      path: 'backend',
      message: 'no backend is declared: the state is a file in clear on the machine that applies',
      expected: EXPECTED,
    });
  },
});
