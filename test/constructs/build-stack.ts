import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Backend, TerraformElement, TerraformStack, Testing } from 'cdktf';
import { Profile } from '../../lib/core/profile';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import type { ConstructBuild } from './construct-build';

export const PROFILES: readonly Profile[] = [Profile.PROD, Profile.STAGING, Profile.DEV];

/** The account that a pretended AWS answers for. */
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';

/** `DatabaseInstance, every option`. */
export function titleOf({ construct, variant }: ConstructBuild): string {
  return `${construct}, ${variant}`;
}

/** Name of the build's stack: `database-instance-every-option`. */
export function stackNameOf({ construct, variant }: ConstructBuild): string {
  return `${construct.replace(/(?<=[a-z])(?=[A-Z])/g, '-')}-${variant}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** A stack that leaves nothing to wish for outside of the construct: settings, state and provider are hardened. */
function hardenedStack(name: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), name);
  new AwsProvider(stack, 'aws', {
    region: REGION,
    allowedAccountIds: [ACCOUNT],
    defaultTags: [
      { tags: { Owner: 'builders', Environment: 'prod', Project: 'builds', DataClassification: 'confidential' } },
    ],
  });
  new S3Backend(stack, {
    bucket: `builds-terraform-state-${ACCOUNT}`,
    key: `${name}/terraform.tfstate`,
    region: REGION,
    encrypt: true,
    kmsKeyId: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/terraform-state`,
  });
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
  stack.addOverride('terraform.required_version', '~> 1.11');
  return stack;
}

/** A stack of its own with what a build makes in a profile. */
export function stackOf(build: ConstructBuild, profile: Profile): TerraformStack {
  const stack = hardenedStack(stackNameOf(build));
  Profile.set(stack, profile);
  build.build(stack);
  return stack;
}

/** Everything below a stack that no construct of this package has made: what a build needs around its construct. */
export function surroundingsOf(stack: TerraformStack): readonly TerraformElement[] {
  return stack.node
    .findAll()
    .filter((each) => TerraformElement.isTerraformElement(each))
    .filter(({ node }) => !node.scopes.some((scope) => scope instanceof SecuredConstruct))
    .filter(({ node }) => !node.id.startsWith('guardrails-'));
}
