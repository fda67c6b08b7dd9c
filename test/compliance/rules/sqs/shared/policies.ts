/** A policy of the given statements, each an Allow on everything unless it says otherwise. */
export function policyText(...statements: readonly object[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: '*',
      ...statement,
    })),
  });
}
