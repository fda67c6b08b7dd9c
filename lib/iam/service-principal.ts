import type { IConstruct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import { Principal } from './principal';
import { type StatementJson, withConditions } from './statement-json';

export interface ServicePrincipalProps {
  /**
   * Account that the service must act for.
   *
   * @default - the account of the stack, for services that act for several accounts (CloudTrail, SNS, VPC flow logs and
   * more); no condition for others
   */
  readonly sourceAccount?: string;

  /**
   * ARN of the resource that the service must act for; may hold wildcards.
   *
   * @default - any resource of the source account
   */
  readonly sourceArn?: string;
}

/** Services that can be made to act on behalf of another account, and that send its id. */
const MULTI_ACCOUNT_SERVICES = new Set(
  (
    'amplify apigateway backup bedrock cloudtrail codebuild config datasync delivery.logs dms events glue iot logs ' +
    'monitoring.rds s3 scheduler ses sns states vpc-flow-logs'
  ).split(' '),
);

const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/** An AWS service, such as `ecs-tasks.amazonaws.com`. */
export class ServicePrincipal extends Principal {
  constructor(
    readonly service: string,
    private readonly props: ServicePrincipalProps = {},
  ) {
    super();
    if (isUnresolved(service) || !SERVICE.test(service)) {
      throw new GuardrailsError(
        'PRINCIPAL_SERVICE_INVALID',
        `service ${JSON.stringify(service)} is no service principal; write its full name, such as ecs-tasks.amazonaws.com`,
      );
    }
  }

  /** @internal */
  override _trustStatement(scope: IConstruct): StatementJson {
    const { sourceArn } = this.props;
    const actsForOthers = MULTI_ACCOUNT_SERVICES.has(this.service.replace(/\.amazonaws\.com(?:\.cn)?$/, ''));
    const sourceAccount = this.props.sourceAccount ?? (actsForOthers ? AwsAccount.of(scope).accountId : undefined);
    return withConditions(
      { Effect: 'Allow', Principal: { Service: this.service }, Action: ['sts:AssumeRole'] },
      {
        ...(sourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': [sourceAccount] } }),
        ...(sourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': [sourceArn] } }),
      },
    );
  }
}
