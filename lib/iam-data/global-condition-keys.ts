import type { ConditionKeyType } from './service-table';

/**
 * Types of the condition keys that requests to any service may carry, from the IAM User Guide, "AWS global condition
 * context keys", read in November 2026. Keys of tags on resources and requests are not here: services list them for the
 * actions that support them.
 */
export interface GlobalConditionKeys {
  readonly 'aws:AssumedRoot': 'Bool';
  readonly 'aws:CalledVia': 'ArrayOfString';
  readonly 'aws:CalledViaFirst': 'String';
  readonly 'aws:CalledViaLast': 'String';
  readonly 'aws:CurrentTime': 'Date';
  readonly 'aws:Ec2InstanceSourcePrivateIPv4': 'IPAddress';
  readonly 'aws:Ec2InstanceSourceVpc': 'String';
  readonly 'aws:EpochTime': 'Date';
  readonly 'aws:FederatedProvider': 'String';
  readonly 'aws:MultiFactorAuthAge': 'Numeric';
  readonly 'aws:MultiFactorAuthPresent': 'Bool';
  readonly 'aws:PrincipalAccount': 'String';
  readonly 'aws:PrincipalArn': 'ARN';
  readonly 'aws:PrincipalIsAWSService': 'Bool';
  readonly 'aws:PrincipalOrgID': 'String';
  readonly 'aws:PrincipalOrgPaths': 'ArrayOfString';
  readonly 'aws:PrincipalServiceName': 'String';
  readonly 'aws:PrincipalServiceNamesList': 'ArrayOfString';
  readonly 'aws:PrincipalType': 'String';
  readonly 'aws:RequestedRegion': 'String';
  readonly 'aws:ResourceAccount': 'String';
  readonly 'aws:ResourceOrgID': 'String';
  readonly 'aws:ResourceOrgPaths': 'ArrayOfString';
  readonly 'aws:SecureTransport': 'Bool';
  readonly 'aws:SourceAccount': 'String';
  readonly 'aws:SourceArn': 'ARN';
  readonly 'aws:SourceIdentity': 'String';
  readonly 'aws:SourceIp': 'IPAddress';
  readonly 'aws:SourceOrgID': 'String';
  readonly 'aws:SourceOrgPaths': 'ArrayOfString';
  readonly 'aws:SourceVpc': 'String';
  readonly 'aws:SourceVpcArn': 'ARN';
  readonly 'aws:SourceVpce': 'String';
  readonly 'aws:TokenIssueTime': 'Date';
  readonly 'aws:UserAgent': 'String';
  readonly 'aws:ViaAWSService': 'Bool';
  readonly 'aws:VpcSourceIp': 'IPAddress';
  readonly 'aws:VpceAccount': 'String';
  readonly 'aws:VpceOrgID': 'String';
  readonly 'aws:VpceOrgPaths': 'ArrayOfString';
  readonly 'aws:referer': 'String';
  readonly 'aws:userid': 'String';
  readonly 'aws:username': 'String';
  readonly 'ec2:RoleDelivery': 'Numeric';
  readonly 'ec2:SourceInstanceARN': 'ARN';
  readonly 'glue:CredentialIssuingService': 'String';
  readonly 'lambda:SourceFunctionArn': 'ARN';
  readonly 'ssm:SourceInstanceARN': 'ARN';
  readonly [key: `aws:PrincipalTag/${string}`]: 'String';
}

const TYPES: Omit<GlobalConditionKeys, `aws:PrincipalTag/${string}`> = {
  'aws:AssumedRoot': 'Bool',
  'aws:CalledVia': 'ArrayOfString',
  'aws:CalledViaFirst': 'String',
  'aws:CalledViaLast': 'String',
  'aws:CurrentTime': 'Date',
  'aws:Ec2InstanceSourcePrivateIPv4': 'IPAddress',
  'aws:Ec2InstanceSourceVpc': 'String',
  'aws:EpochTime': 'Date',
  'aws:FederatedProvider': 'String',
  'aws:MultiFactorAuthAge': 'Numeric',
  'aws:MultiFactorAuthPresent': 'Bool',
  'aws:PrincipalAccount': 'String',
  'aws:PrincipalArn': 'ARN',
  'aws:PrincipalIsAWSService': 'Bool',
  'aws:PrincipalOrgID': 'String',
  'aws:PrincipalOrgPaths': 'ArrayOfString',
  'aws:PrincipalServiceName': 'String',
  'aws:PrincipalServiceNamesList': 'ArrayOfString',
  'aws:PrincipalType': 'String',
  'aws:RequestedRegion': 'String',
  'aws:ResourceAccount': 'String',
  'aws:ResourceOrgID': 'String',
  'aws:ResourceOrgPaths': 'ArrayOfString',
  'aws:SecureTransport': 'Bool',
  'aws:SourceAccount': 'String',
  'aws:SourceArn': 'ARN',
  'aws:SourceIdentity': 'String',
  'aws:SourceIp': 'IPAddress',
  'aws:SourceOrgID': 'String',
  'aws:SourceOrgPaths': 'ArrayOfString',
  'aws:SourceVpc': 'String',
  'aws:SourceVpcArn': 'ARN',
  'aws:SourceVpce': 'String',
  'aws:TokenIssueTime': 'Date',
  'aws:UserAgent': 'String',
  'aws:ViaAWSService': 'Bool',
  'aws:VpcSourceIp': 'IPAddress',
  'aws:VpceAccount': 'String',
  'aws:VpceOrgID': 'String',
  'aws:VpceOrgPaths': 'ArrayOfString',
  'aws:referer': 'String',
  'aws:userid': 'String',
  'aws:username': 'String',
  'ec2:RoleDelivery': 'Numeric',
  'ec2:SourceInstanceARN': 'ARN',
  'glue:CredentialIssuingService': 'String',
  'lambda:SourceFunctionArn': 'ARN',
  'ssm:SourceInstanceARN': 'ARN',
};

const byLowerCase: ReadonlyMap<string, ConditionKeyType> = new Map(
  Object.entries(TYPES).map(([key, type]) => [key.toLowerCase(), type as ConditionKeyType]),
);

/** Type of a global condition key, in whatever case it is written; undefined for keys that are none. */
export function globalConditionKeyType(key: string): ConditionKeyType | undefined {
  const lower = key.toLowerCase();
  return /^aws:principaltag\/./.test(lower) ? 'String' : byLowerCase.get(lower);
}

/** The global condition keys, as AWS writes them; those of tags of the principal are not among them. */
export function globalConditionKeyNames(): readonly string[] {
  return Object.keys(TYPES);
}
