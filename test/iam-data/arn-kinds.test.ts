import { kindsOfArn, serviceTable } from '../../lib/iam-data';

const PLACE = 'eu-west-1:111122223333';

function kinds(service: string, arn: string): readonly string[] {
  const table = serviceTable(service);
  if (table === undefined) throw new Error(`no table of ${service}`);
  return kindsOfArn(table, arn);
}

describe('kindsOfArn', () => {
  it.each([
    ['s3', 'arn:aws:s3:::data', ['bucket']],
    ['s3', 'arn:aws:s3:::data*', ['bucket']],
    ['s3', 'arn:aws:s3:::data/a/b', ['object']],
    ['s3', 'arn:aws:s3:::data/*', ['object']],
    ['dynamodb', `arn:aws:dynamodb:${PLACE}:table/t`, ['table']],
    ['dynamodb', `arn:aws:dynamodb:${PLACE}:table/t/index/i`, ['index']],
    ['lambda', `arn:aws:lambda:${PLACE}:function:f`, ['function']],
    ['lambda', `arn:aws:lambda:${PLACE}:function:f:live`, ['function alias', 'function version', 'function']],
    ['logs', `arn:aws:logs:${PLACE}:log-group:/app/web`, ['log-group']],
    ['logs', `arn:aws:logs:${PLACE}:log-group:/app/web:*`, ['log-group', 'log-stream']],
    ['logs', `arn:aws:logs:${PLACE}:log-group:/app/web:log-stream:s`, ['log-stream']],
    ['elasticloadbalancing', `arn:aws:elasticloadbalancing:${PLACE}:loadbalancer/app/a/b`, ['loadbalancer/app/']],
    ['elasticloadbalancing', `arn:aws:elasticloadbalancing:${PLACE}:loadbalancer/classic`, ['loadbalancer']],
    ['iam', 'arn:aws:iam::111122223333:role/team/app', ['role']],
    ['ecr', `arn:aws:ecr:${PLACE}:repository/team/app`, ['repository']],
    ['apigateway', 'arn:aws:apigateway:eu-west-1::/restapis/a/stages/prod', ['Stage']],
    ['backup', `arn:aws:backup:${PLACE}:backup-vault:v`, ['backupVault']],
    ['s3', '*', []],
    ['s3', `arn:aws:sqs:${PLACE}:q`, []],
    ['dynamodb', `arn:aws:dynamodb:${PLACE}:*`, []],
    ['lambda', 'arn:aws:lambda:eu-west-1:function:f', []],
    ['s3', 'xarn:aws:s3:::data', []],
    ['s3', '', []],
  ])('%s %s', (service, arn, expected) => {
    expect(kinds(service, arn)).toEqual(expected);
  });
});
