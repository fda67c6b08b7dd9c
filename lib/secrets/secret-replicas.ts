import type { SecretsmanagerSecretReplica } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { stackRegion } from '../core/stack-provider';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { isKeyArn, KEY_ARN_FORM, regionOfKey } from '../encryption/key-arn';
import type { SecretReplica } from './secret-props';

function regionFault(region: unknown, own: string | undefined): string | undefined {
  if (isUnresolved(region)) return undefined;
  if (typeof region !== 'string' || !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region))
    return `region ${shown(region)}, allowed are names such as eu-central-1; correct it`;
  return region === own ? `region ${region}, which is that of the secret itself; name another region` : undefined;
}

function keyFault({ region, keyArn }: SecretReplica): string | undefined {
  if (typeof keyArn === 'string' && isUnresolved(keyArn)) return undefined;
  if (!isKeyArn(keyArn))
    return `the key ARN ${shown(keyArn)}, allowed is ${KEY_ARN_FORM}; pass the ARN of a customer managed key of the replica's region`;
  const place = regionOfKey(keyArn);
  if (isUnresolved(region) || place === region) return undefined;
  return `a key of ${String(place)} for region ${region}; pass a key of ${region}`;
}

function faultOf(
  replica: SecretReplica,
  own: string | undefined,
  others: readonly SecretReplica[],
): string | undefined {
  if (typeof replica !== 'object' || (replica as unknown) === null) return `${shown(replica)}; pass region and keyArn`;
  if (!isUnresolved(replica.region) && others.some(({ region }) => region === replica.region))
    return `region ${replica.region} twice; name each region once`;
  return regionFault(replica.region, own) ?? keyFault(replica);
}

/**
 * The copies as the provider takes them.
 *
 * @throws GuardrailsError SECRET_REPLICA_INVALID
 */
export function replicasOf(
  replicas: readonly SecretReplica[] | undefined,
  owner: Construct,
): SecretsmanagerSecretReplica[] | undefined {
  if (replicas === undefined) return undefined;
  const own = stackRegion(owner);
  const problem =
    Array.isArray(replicas) && !isUnresolved(replicas)
      ? replicas
          .map((each: SecretReplica, index) => faultOf(each, own, replicas.slice(0, index) as readonly SecretReplica[]))
          .find((fault) => fault !== undefined)
      : `${shown(replicas)}; pass a list`;
  if (problem !== undefined) throw new GuardrailsError('SECRET_REPLICA_INVALID', `replicas hold ${problem}`, owner);
  for (const replica of replicas) {
    if (!isUnresolved(replica.keyArn)) continue;
    checkWhenKnown(owner, replica.keyArn, (literal) => {
      const late = keyFault({ ...replica, keyArn: literal as string });
      if (late !== undefined) throw new GuardrailsError('SECRET_REPLICA_INVALID', `replicas hold ${late}`, owner);
    });
  }
  return replicas.length === 0 ? undefined : replicas.map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn }));
}
