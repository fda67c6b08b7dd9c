import type { Statement } from '../../../model/policy-document';
import { demands } from '../../../reading/policies/conditions';
import { both, either, not, type Truth } from '../../../reading/truth';
import { limitsResources } from './resource-conditions';
import { grantedOnAll, type SensitiveActions, type SensitiveGrant } from './sensitive-grants';

function exposing(service: string, path: string, ...names: readonly string[]): SensitiveActions {
  return {
    actions: names.map((name) => (name.includes(':') ? name : `${service}:${name}`)),
    kinds: [{ service, samples: [path.replaceAll('%', 'q7x'), path.replaceAll('%', 'zkyw')] }],
  };
}

/**
 * Actions that let other accounts, or everyone, reach a resource: they write its policy, its access list or its shares.
 * From the AWS Service Authorization Reference: level Permissions management, and those of level Write whose request
 * holds a policy or accounts to share with. Those of IAM are ways to raise privileges and belong to that rule.
 */
export const RESOURCE_EXPOSURE: readonly SensitiveActions[] = [
  exposing('acm-pca', 'certificate-authority/%', 'CreatePermission', 'PutPolicy'),
  exposing('apigateway', '/restapis/%', 'UpdateRestApiPolicy'),
  exposing('backup', 'backup-vault:%', 'PutBackupVaultAccessPolicy', 'PutBackupVaultSharingPolicy'),
  exposing('codeartifact', 'domain/%', 'PutDomainPermissionsPolicy'),
  exposing('codeartifact', 'repository/%/a/b', 'PutRepositoryPermissionsPolicy'),
  exposing('codebuild', 'project/%', 'PutResourcePolicy'),
  exposing('dynamodb', 'table/%', 'PutResourcePolicy'),
  exposing('ec2', 'image/%', 'ModifyImageAttribute'),
  exposing('ec2', 'snapshot/%', 'ModifySnapshotAttribute'),
  exposing('ec2', 'vpc-endpoint-service/%', 'ModifyVpcEndpointServicePermissions'),
  exposing('ecr', 'repository/%', 'SetRepositoryPolicy'),
  exposing('ecr-public', 'repository/%', 'SetRepositoryPolicy'),
  exposing('elasticfilesystem', 'file-system/%', 'PutFileSystemPolicy'),
  exposing('es', 'domain/%', 'UpdateDomainConfig', 'UpdateElasticsearchDomainConfig'),
  exposing('glacier', 'vaults/%', 'SetVaultAccessPolicy'),
  exposing('glue', 'database/%', 'PutResourcePolicy'),
  exposing('imagebuilder', 'component/%/1.0.0/1', 'PutComponentPolicy'),
  exposing('imagebuilder', 'image/%/1.0.0/1', 'PutImagePolicy'),
  exposing('kinesis', 'stream/%', 'PutResourcePolicy'),
  exposing('kms', 'key/%', 'CreateGrant', 'PutKeyPolicy'),
  exposing('lambda', 'function:%', 'AddPermission', 'PutResourcePolicy'),
  exposing('lambda', 'layer:%:1', 'AddLayerVersionPermission'),
  exposing('mediastore', 'container/%', 'PutContainerPolicy'),
  exposing('ram', 'resource-share/%', 'AssociateResourceShare'),
  { actions: ['ram:CreateResourceShare'], kinds: [] },
  exposing('rds', 'cluster-snapshot:%', 'ModifyDBClusterSnapshotAttribute'),
  exposing('rds', 'snapshot:%', 'ModifyDBSnapshotAttribute'),
  exposing('redshift', 'namespace:%', 'PutResourcePolicy'),
  exposing('redshift', 'snapshot:%/a', 'AuthorizeSnapshotAccess'),
  exposing('redshift', 'datashare:%/a', 'AuthorizeDataShare'),
  exposing('s3', '%', 'PutBucketAcl', 'PutBucketPolicy', 'PutBucketPublicAccessBlock'),
  exposing('s3', '%/a', 'PutObjectAcl', 'PutObjectVersionAcl'),
  exposing('s3', 'accesspoint/%', 'PutAccessPointPolicy'),
  exposing('s3tables', 'bucket/%', 'PutTableBucketPolicy'),
  exposing('s3tables', 'bucket/%/table/a', 'PutTablePolicy'),
  exposing('secretsmanager', 'secret:%-a1B2c3', 'PutResourcePolicy'),
  exposing('serverlessrepo', 'applications/%', 'PutApplicationPolicy'),
  exposing('ses', 'identity/%', 'CreateEmailIdentityPolicy', 'UpdateEmailIdentityPolicy'),
  exposing('sns', '%', 'AddPermission', 'SetTopicAttributes'),
  exposing('sqs', '%', 'AddPermission', 'SetQueueAttributes'),
  exposing('ssm', 'document/%', 'ModifyDocumentPermission'),
  exposing('vpc-lattice', 'service/%', 'PutAuthPolicy'),
];

/** True where a condition keeps out other accounts: only AWS services get the grant, or only the own organization the share. */
function limitsReceivers(statement: Statement): Truth {
  return either(
    demands(statement, /^kms:grantisforawsresource$/, (text) => text === 'true'),
    demands(
      statement,
      /^ram:(?:requestedallowsexternalprincipals|allowsexternalprincipals)$/,
      (text) => text === 'false',
    ),
    demands(statement, /^ram:principal$/),
  );
}

/** Two rules ask for the same statements. */
const found = new WeakMap<Statement, SensitiveGrant>();

/**
 * What a statement lets its holder open, among every resource of a kind.
 */
export function exposedBy(statement: Statement): SensitiveGrant {
  const known = found.get(statement);
  if (known !== undefined) return known;
  const exposed = findExposed(statement);
  found.set(statement, exposed);
  return exposed;
}

function findExposed(statement: Statement): SensitiveGrant {
  const { actions, violated } = grantedOnAll(statement, RESOURCE_EXPOSURE);
  if (violated === false) return { actions, violated };
  const exposed = both(violated, not(either(limitsResources(statement), limitsReceivers(statement))));
  return { actions: exposed === true ? actions : [], violated: exposed };
}
