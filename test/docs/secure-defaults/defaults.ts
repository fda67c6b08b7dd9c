import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { Profile } from '../../../lib';
import { stackOf } from '../../constructs/build-stack';
import { allBuilds } from '../../constructs/builds';

export type Attributes = Readonly<Record<string, unknown>>;
type Section = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
type Json = Readonly<Record<'resource' | 'data', Section | undefined>>;

export const A_KEY_MADE_BESIDE = expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/) as unknown;

/** The parameter, or for Oracle the setting of an option, that rejects connections in clear text. */
export const REQUIRES_TLS =
  /"name":"(?:rds\.force_ssl|require_secure_transport)","value":"(?:1|ON)"|"(?:SQLNET\.ENCRYPTION_SERVER|SQLNET\.SSL_VERSION)"/;

const synthesised = new Map<string, Json>();

/** What the build `defaults` of a construct becomes in production, its guarantees checked. */
function defaultsOf(construct: string): Json {
  const known = synthesised.get(construct);
  if (known !== undefined) return known;
  const build = allBuilds.find((each) => each.construct === construct && each.variant === 'defaults');
  if (build === undefined) throw new Error(`no build ${construct}, defaults`);
  const json = synthesise(stackOf(build, Profile.PROD));
  synthesised.set(construct, json);
  return json;
}

/** The resources of a type that the defaults of a construct make. */
export function all(construct: string, type: string): readonly Attributes[] {
  return Object.values(defaultsOf(construct).resource?.[type] ?? {});
}

/** The one resource of a type that the defaults of a construct make. */
export function only(construct: string, type: string): Attributes {
  const [attributes, ...others] = all(construct, type);
  expect(others).toEqual([]);
  if (attributes === undefined) throw new Error(`${construct} makes no ${type}`);
  return attributes;
}

/** An empty stack with a provider. */
export function scratch(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'scratch');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  return stack;
}

export function synthesise(stack: TerraformStack): Json {
  return JSON.parse(Testing.synth(stack, true)) as Json;
}
