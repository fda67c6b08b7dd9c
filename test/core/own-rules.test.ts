import { type TerraformStack, Testing } from 'cdktf';
import { allRules, assess, loadJson, selectRules } from '../../lib/compliance';
import { Profile } from '../../lib/core/profile';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { Secret } from '../../lib/secrets/secret';
import { newStack } from './support';

/** Rules about the services of the constructs. */
const ABOUT_CONSTRUCTS =
  /^(?:sg|rds|iam-role|iam-policy|iam-no-admin|secretsmanager|kms|log-group|no-plaintext-secret)/;

/** What a construct cannot know: a backup plan and a permissions boundary belong to the account, routes to the VPC. */
const NOT_DECIDED_BY_CONSTRUCTS = new Set([
  'rds-in-backup-plan',
  'iam-role-permissions-boundary',
  'rds-not-in-public-subnet',
]);

const ENGINES = [DatabaseEngine.POSTGRES_17, DatabaseEngine.MYSQL_8_4, DatabaseEngine.MARIADB_11_4];

/** Every construct with nothing but what it must be told. */
function everything(stack: TerraformStack): void {
  const role = new Role(stack, 'role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  const application = new SecurityGroup(stack, 'application', { vpcId: 'vpc-1' });
  application.connections.allowInternally(Port.tcp(7800));
  for (const engine of ENGINES) {
    const subnetIds = ['subnet-1', 'subnet-2'];
    const props = { engine, instanceClass: 'db.m7g.large', vpcId: 'vpc-1', subnetIds };
    const database = new DatabaseInstance(stack, engine.name, props);
    database.connections.allowDefaultPortFrom(application);
    database.grantConnect(role, 'shop');
    database.grantReadSecret(role);
  }
  const secret = new Secret(stack, 'secret');
  secret.addRotation({ lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rotate' });
  secret.grantRead(role);
}

/** Rules of the package that do not pass, each with the address it complains about. */
function complaints(stack: TerraformStack): readonly string[] {
  const rules = allRules()
    .map(({ id }) => id)
    .filter((id) => ABOUT_CONSTRUCTS.test(id) && !NOT_DECIDED_BY_CONSTRUCTS.has(id));
  expect(rules.length).toBeGreaterThan(20);
  const assessment = assess([loadJson(Testing.synth(stack, true), 'shop')], selectRules({ rules }));
  expect(assessment.errors).toEqual([]);
  expect(assessment.summary.pass).toBeGreaterThan(50);
  return assessment.findings.map(({ rule, verdict, address, message }) => `${verdict} ${rule} ${address}: ${message}`);
}

describe('constructs under the rules of this package', () => {
  it('pass every rule about them with their defaults, none of them unknown', () => {
    const stack = newStack();
    everything(stack);
    expect(complaints(stack)).toEqual([]);
  });

  it('give up the standby and nothing else in dev', () => {
    const stack = newStack();
    Profile.set(stack, Profile.DEV);
    everything(stack);
    const others = complaints(stack).filter((complaint) => !complaint.startsWith('fail rds-instance-multi-az '));
    expect(others).toEqual([]);
  });
});
