import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireText, shown } from '../core/texts';
import type { Conditions, StatementJson } from '../iam/statement-json';
import { SERVICE_GRANTS, SERVICE_USE } from './key-actions';

/** The account of a key, as its policy writes it. */
export interface KeyAccount {
  readonly partition: string;
  readonly accountId: string;
}

/** Where a key lives. */
export interface KeyPlace {
  readonly account: KeyAccount;
  readonly region: string;
  /** Region where it is literally known. */
  readonly literalRegion: string | undefined;
}

/** In China a few services, CloudWatch Logs among them, go by the domain of the partition. */
function logsDomain(region: string | undefined): string {
  return region?.startsWith('cn-') === true ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** A use of a key by an AWS service, for `Key.allowService`. */
export class KeyService {
  /**
   * CloudWatch Logs, for one log group.
   *
   * @param logGroupName name of the log group, such as `/aws/vpc/flow-logs`
   * @throws GuardrailsError KEY_SERVICE_INVALID
   */
  static cloudWatchLogs(logGroupName: string): KeyService {
    requireText(logGroupName, {
      code: 'KEY_SERVICE_INVALID',
      name: 'logGroupName',
      pattern: /^[\w./#-]{1,512}$/,
      allowed: '1 to 512 letters, digits and . - _ / #, without wildcards',
      remedy: 'pass the name of one log group',
    });
    if ((logGroupName as unknown) === undefined) throw missing('logGroupName');
    return new KeyService(({ account, region, literalRegion }) => [
      {
        Effect: 'Allow',
        Principal: { Service: `logs.${region}.${logsDomain(literalRegion)}` },
        Action: SERVICE_USE.filter((action) => action !== 'kms:GenerateDataKeyWithoutPlaintext'),
        Resource: ['*'],
        Condition: {
          ArnEquals: {
            'kms:EncryptionContext:aws:logs:arn': [
              `arn:${account.partition}:logs:${region}:${account.accountId}:log-group:${logGroupName}`,
            ],
          },
        },
      },
    ]);
  }

  /** RDS, for principals of the account whose IAM policies allow it: storage, snapshots, insights, activity streams. */
  static rds(): KeyService {
    return KeyService.via('rds', true);
  }

  /** Secrets Manager, for principals of the account whose IAM policies allow it. */
  static secretsManager(): KeyService {
    return KeyService.via('secretsmanager', true);
  }

  /**
   * S3, for principals of the account whose IAM policies allow it.
   *
   * @param bucketArn ARN of the only bucket that may be encrypted with the key
   * @throws GuardrailsError KEY_SERVICE_INVALID
   */
  static s3(bucketArn?: string): KeyService {
    requireText(bucketArn, {
      code: 'KEY_SERVICE_INVALID',
      name: 'bucketArn',
      pattern: /^arn:[^:*?]+:s3:::[a-z0-9.-]{3,63}$/,
      allowed: 'ARNs such as arn:aws:s3:::shop-images, without wildcards',
      remedy: 'pass the ARN of one bucket, or leave it out',
    });
    const context = bucketArn === undefined ? undefined : [bucketArn, `${bucketArn}/*`];
    const conditions = context && { StringLike: { 'kms:EncryptionContext:aws:s3:arn': context } };
    return KeyService.via('s3', false, conditions);
  }

  /** SNS, for principals of the account whose IAM policies allow it: publishing to encrypted topics. */
  static sns(): KeyService {
    return KeyService.via('sns', false);
  }

  /** CloudWatch alarms of the account, which publish to encrypted SNS topics. */
  static cloudWatchAlarms(): KeyService {
    return new KeyService(({ account, region }) => [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: ['*'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': [account.accountId] },
          ArnLike: {
            'aws:SourceArn': [`arn:${account.partition}:cloudwatch:${region}:${account.accountId}:alarm:*`],
          },
        },
      },
    ]);
  }

  private static via(service: string, holdsGrants: boolean, conditions?: Conditions): KeyService {
    return new KeyService(({ account, region }) => {
      const through = { 'kms:ViaService': [`${service}.${region}.amazonaws.com`] };
      const statement = {
        Effect: 'Allow',
        Principal: { AWS: `arn:${account.partition}:iam::${account.accountId}:root` },
        Resource: ['*'],
      } as const;
      const use: StatementJson = {
        ...statement,
        Action: SERVICE_USE,
        Condition: { StringEquals: through, ...conditions },
      };
      if (!holdsGrants) return [use];
      return [
        use,
        {
          ...statement,
          Action: SERVICE_GRANTS,
          Condition: { StringEquals: through, Bool: { 'kms:GrantIsForAWSResource': ['true'] } },
        },
      ];
    });
  }

  private constructor(private readonly render: (place: KeyPlace) => readonly StatementJson[]) {}

  /**
   * Statements of the key policy, as AWS reads them.
   *
   * @internal
   */
  _statements(place: KeyPlace): readonly StatementJson[] {
    return this.render(place);
  }
}

function missing(name: string): GuardrailsError {
  return new GuardrailsError('KEY_SERVICE_INVALID', `${name} is absent; pass the name of one log group`);
}

/** Throws GuardrailsError KEY_SERVICE_INVALID unless the value is a use by a service. */
export function requireService(service: KeyService, owner: Construct): void {
  if (service instanceof KeyService) return;
  throw new GuardrailsError(
    'KEY_SERVICE_INVALID',
    `service is ${shown(service)}, allowed are uses such as KeyService.rds(); pass one of them`,
    owner,
  );
}
