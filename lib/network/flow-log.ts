import { LOG_RETENTIONS } from '../core/log-retention';
import type { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { aws } from '../core/provider-resources';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { PolicyStatement } from '../iam/policy-statement';
import { Role } from '../iam/role';
import { ServicePrincipal } from '../iam/service-principal';

const MAX_NAME = 128;

export interface FlowLogSettings {
  readonly vpcId: string;
  readonly retentionInDays: number;
  /** Key of the log group; a new one where there is none. */
  readonly key: IKey | undefined;
  readonly tags: Record<string, string> | undefined;
}

/** Logs all traffic of a VPC to an encrypted log group, in a role that can write there and nowhere else. */
export function createFlowLog(owner: Construct, settings: FlowLogSettings): FlowLog {
  const { vpcId, tags } = settings;
  const logGroup = createLogGroup(owner, settings);
  const { partition, region, accountId } = AwsAccount.of(owner);
  const role = new Role(owner, 'FlowLogRole', {
    assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      sourceArn: `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*`,
    }),
    description: `Flow logs of the VPC at ${owner.node.path}`,
    tags,
  });
  const ready = role.addToPolicy(
    PolicyStatement.allow({
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [`${logGroup.arn}:*`],
    }),
  );
  const flowLog = new aws.flowLog.FlowLog(owner, 'FlowLog', {
    vpcId,
    trafficType: 'ALL',
    logDestinationType: 'cloud-watch-logs',
    logDestination: logGroup.arn,
    iamRoleArn: role.roleArn,
    tags,
    dependsOn: ready === undefined ? undefined : [ready],
  });
  const rules = ['vpc-flow-logs-enabled'];
  guarantee(owner, flowLog, [
    { code: 'VPC_FLOW_LOG', attribute: 'vpc_id', value: vpcId, rules },
    { code: 'VPC_FLOW_LOG', attribute: 'traffic_type', value: 'ALL', rules },
    { code: 'VPC_FLOW_LOG', attribute: 'log_destination_type', value: 'cloud-watch-logs' },
    { code: 'VPC_FLOW_LOG', attribute: 'log_destination', value: logGroup.arn, promise: 'the encrypted log group' },
    { code: 'VPC_FLOW_LOG', attribute: 'iam_role_arn', value: role.roleArn, promise: 'the role that it made' },
  ]);
  return flowLog;
}

function createLogGroup(owner: Construct, { key, retentionInDays, tags }: FlowLogSettings): CloudwatchLogGroup {
  const name = `/aws/vpc/flow-logs/${physicalName(owner, MAX_NAME)}`;
  const logKey =
    key ?? new Key(owner, 'FlowLogKey', { description: `Key of the flow logs of ${owner.node.path}`, tags });
  if (logKey instanceof Key) logKey.allowLogGroup(name);
  const logGroup = new aws.cloudwatchLogGroup.CloudwatchLogGroup(owner, 'FlowLogGroup', {
    name,
    kmsKeyId: logKey.keyArn,
    retentionInDays,
    tags,
  });
  guarantee(owner, logGroup, [
    {
      code: 'VPC_FLOW_LOG_ENCRYPTED',
      attribute: 'kms_key_id',
      value: logKey.keyArn,
      instead: 'use the prop flowLogKey',
      rules: ['log-group-encrypted'],
    },
    { code: 'VPC_FLOW_LOG_ENCRYPTED', attribute: 'name', value: name, promise: 'the name that the key is for' },
    {
      code: 'VPC_FLOW_LOG_RETAINED',
      attribute: 'retention_in_days',
      value: retentionInDays,
      accepts: (value) => LOG_RETENTIONS.includes(Number(value)),
      promise: 'at least 365 days',
      instead: 'use the prop flowLogRetentionDays',
      rules: ['log-group-retention'],
    },
  ]);
  return logGroup;
}
