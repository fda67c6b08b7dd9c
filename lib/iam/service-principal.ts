import type { IConstruct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { requireText, shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { partsOf } from './expressions';
import { Principal } from './principal';
import { requireServiceName } from './service-name';
import { type StatementJson, withConditions } from './statement-json';

/** Props of `ServicePrincipal`. */
export interface ServicePrincipalProps {
  /**
   * Account that the service must act for: twelve digits.
   *
   * @default - the account of the stack, for services that act for several accounts and send which (CloudTrail, ECS
   * tasks, SNS, VPC flow logs and more); no condition for others
   */
  readonly sourceAccount?: string;

  /**
   * ARN of the resource that the service must act for; may hold wildcards after its account.
   *
   * @default - any resource of the source account
   */
  readonly sourceArn?: string;
}

/**
 * Services that can be made to act on behalf of another account, and that send its id.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html and the services' own guides
 */
const MULTI_ACCOUNT_SERVICES: readonly string[] = (
  'amplify apigateway appsync backup bedrock cloudtrail codebuild codepipeline config datasync delivery.logs dms ' +
  'ecs-tasks events glue iot logs monitoring.rds pipes s3 scheduler ses sns states transfer vpc-flow-logs'
).split(' ');

/** `logs.eu-west-1.amazonaws.com` is the service `logs` too. */
function actsForOthers(service: string): boolean {
  const name = service.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  return MULTI_ACCOUNT_SERVICES.some(
    (each) =>
      name === each || (name.startsWith(`${each}.`) && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(name.slice(each.length + 1))),
  );
}

/** An AWS service, such as `ecs-tasks.amazonaws.com`. */
export class ServicePrincipal extends Principal {
  private readonly props: ServicePrincipalProps;

  /** @throws GuardrailsError PRINCIPAL_SERVICE_INVALID, PRINCIPAL_SOURCE_INVALID */
  constructor(
    /** Full name of the service principal. */
    readonly service: string,
    props: ServicePrincipalProps = {},
  ) {
    super();
    requireProps(props, 'props of ServicePrincipal');
    requireServiceName(service);
    if (service.startsWith('pods.eks.')) {
      throw new GuardrailsError(
        'PRINCIPAL_SERVICE_INVALID',
        `service ${shown(service)} has to tag its sessions, by which the trust tells the pods; pass a PodIdentityPrincipal`,
      );
    }
    this.props = { ...props };
    this.requireSource(this.props);
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    const { sourceArn } = this.props;
    for (const name of ['sourceAccount', 'sourceArn'] as const) {
      checkWhenKnown(isUnresolved(this.props[name]) ? scope : undefined, this.props[name], (literal) => {
        this.requireSource({ ...this.props, [name]: literal });
      });
    }
    const sourceAccount =
      this.props.sourceAccount ?? (actsForOthers(this.service) ? AwsAccount.of(scope).accountId : undefined);
    return [
      withConditions(
        { Effect: 'Allow', Principal: { Service: this.service }, Action: ['sts:AssumeRole'] },
        {
          ...(sourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': [sourceAccount] } }),
          ...(sourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': [sourceArn] } }),
        },
      ),
    ];
  }

  private requireSource({ sourceAccount, sourceArn }: ServicePrincipalProps): void {
    requireText(sourceAccount, {
      code: 'PRINCIPAL_SOURCE_INVALID',
      name: 'sourceAccount',
      pattern: /^\d{12}$/,
      allowed: 'twelve digits',
      remedy: 'pass one account, never a wildcard',
    });
    requireText(sourceArn, {
      code: 'PRINCIPAL_SOURCE_INVALID',
      name: 'sourceArn',
      pattern: /^arn:[^:]+:[^:*?]+:[^:]*:[^:]*:.+$/,
      allowed: 'ARNs of one service',
      remedy: 'pass the ARN of the resource that the service acts for',
    });
    this.requireOwner(sourceAccount, sourceArn);
  }

  /** An ARN with a wildcard for its account, or without account and name, admits the resources of strangers. */
  private requireOwner(sourceAccount: string | undefined, sourceArn: string | undefined): void {
    if (sourceArn === undefined || sourceAccount !== undefined || actsForOthers(this.service)) return;
    const parts = partsOf(sourceArn);
    if (parts[0]?.isExpression === true) return;
    const arn = parts.map(({ text, isExpression }) => (isExpression ? 'x' : text)).join('');
    if (/^arn:[^:]*:[^:]*:[^:]*:(?:[^:*?]+:|:[^:*?])/.test(arn)) return;
    throw new GuardrailsError(
      'PRINCIPAL_SOURCE_INVALID',
      `sourceArn ${shown(sourceArn)} names no account, so resources of strangers fit; name the account in it, or pass sourceAccount`,
    );
  }
}
