import type { SensitiveActions } from './sensitive-grants';

/**
 * Actions that return what a store holds, by the resources that they can be limited to. Secrets and credentials have
 * rules of their own. From the AWS Service Authorization Reference: level Read, and the service's documentation says
 * that the answer holds objects, items, messages, blocks, source or query results.
 */
export const DATA_READS: readonly SensitiveActions[] = [
  { actions: ['s3:GetObject', 's3:GetObjectVersion'], kinds: [{ service: 's3', samples: ['q7x/a', 'zkyw/b'] }] },
  {
    actions: ['s3-object-lambda:GetObject', 's3-object-lambda:GetObjectVersion'],
    kinds: [{ service: 's3-object-lambda', samples: ['accesspoint/q7x', 'accesspoint/zkyw'] }],
  },
  {
    actions: ['s3tables:GetTableData'],
    kinds: [{ service: 's3tables', samples: ['bucket/q7x/table/a', 'bucket/zkyw/table/b'] }],
  },
  {
    actions: ['s3vectors:GetVectors', 's3vectors:ListVectors', 's3vectors:QueryVectors'],
    kinds: [{ service: 's3vectors', samples: ['bucket/q7x/index/a', 'bucket/zkyw/index/b'] }],
  },
  {
    actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PartiQLSelect', 'dynamodb:Query', 'dynamodb:Scan'],
    kinds: [{ service: 'dynamodb', samples: ['table/q7x', 'table/zkyw'] }],
  },
  {
    actions: ['dynamodb:GetRecords'],
    kinds: [{ service: 'dynamodb', samples: ['table/q7x/stream/a', 'table/zkyw/stream/b'] }],
  },
  {
    actions: ['kinesis:GetRecords'],
    kinds: [{ service: 'kinesis', samples: ['stream/q7x', 'stream/zkyw'] }],
  },
  {
    actions: ['kinesis:SubscribeToShard'],
    kinds: [{ service: 'kinesis', samples: ['stream/q7x/consumer/a:1', 'stream/zkyw/consumer/b:2'] }],
  },
  { actions: ['sqs:ReceiveMessage'], kinds: [{ service: 'sqs', samples: ['q7x', 'zkyw'] }] },
  { actions: ['ebs:GetSnapshotBlock'], kinds: [{ service: 'ec2', samples: ['snapshot/q7x', 'snapshot/zkyw'] }] },
  {
    actions: ['athena:GetQueryResults', 'athena:GetQueryResultsStream'],
    kinds: [{ service: 'athena', samples: ['workgroup/q7x', 'workgroup/zkyw'] }],
  },
  {
    actions: ['cassandra:Select'],
    kinds: [{ service: 'cassandra', samples: ['/keyspace/q7x/table/a', '/keyspace/zkyw/table/b'] }],
  },
  {
    actions: ['timestream:Select'],
    kinds: [{ service: 'timestream', samples: ['database/q7x/table/a', 'database/zkyw/table/b'] }],
  },
  {
    actions: ['neptune-db:ReadDataViaQuery', 'neptune-db:GetStreamRecords'],
    kinds: [{ service: 'neptune-db', samples: ['cluster-q7x/database', 'cluster-zkyw/database'] }],
  },
  {
    actions: ['kafka-cluster:ReadData'],
    kinds: [{ service: 'kafka', samples: ['topic/q7x/a/b', 'topic/zkyw/c/d'] }],
  },
  { actions: ['codecommit:GitPull'], kinds: [{ service: 'codecommit', samples: ['q7x', 'zkyw'] }] },
];

/** Actions that return secrets or credentials of a database, by the resources that they can be limited to. */
export const SECRET_READS: readonly SensitiveActions[] = [
  {
    actions: ['secretsmanager:GetSecretValue'],
    kinds: [{ service: 'secretsmanager', samples: ['secret:q7x-a1B2c3', 'secret:zk/yw-d4E5f6'] }],
  },
  {
    actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:GetParameterHistory'],
    kinds: [{ service: 'ssm', samples: ['parameter/q7x', 'parameter/zk/yw'] }],
  },
  {
    actions: ['redshift:GetClusterCredentials'],
    kinds: [{ service: 'redshift', samples: ['dbuser:q7x/a', 'dbuser:zk/yw'] }],
  },
  {
    actions: ['redshift:GetClusterCredentialsWithIAM'],
    kinds: [{ service: 'redshift', samples: ['dbname:q7x/a', 'dbname:zk/yw'] }],
  },
  {
    actions: ['redshift-serverless:GetCredentials'],
    kinds: [{ service: 'redshift-serverless', samples: ['workgroup/q7x', 'workgroup/zkyw'] }],
  },
];
