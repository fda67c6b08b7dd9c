import type { TerraformStack } from 'cdktf';
import { DatabaseCluster } from '../../../lib/database/cluster';
import { DatabaseClusterEngine } from '../../../lib/database/cluster-engine';
import { ClusterInstance } from '../../../lib/database/cluster-instance';
import { DatabaseEngine } from '../../../lib/database/engine';
import { DatabaseInstance } from '../../../lib/database/instance';
import { DatabaseProxy } from '../../../lib/database/proxy';
import { ProxyEngineFamily } from '../../../lib/database/proxy-engine-family';
import { ProxyTarget } from '../../../lib/database/proxy-target';
import { Key } from '../../../lib/encryption/key';
import { Role } from '../../../lib/iam/role';
import { ServicePrincipal } from '../../../lib/iam/service-principal';
import { SecurityGroup } from '../../../lib/network/security-group';
import { Secret } from '../../../lib/secrets/secret';
import type { ConstructBuild } from '../construct-build';
import { databaseNetwork } from '../database-network';

const writer = ClusterInstance.provisioned('writer', { instanceClass: 'db.r7g.large' });

function role(stack: TerraformStack): Role {
  return new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

export const databaseProxyBuilds: readonly ConstructBuild[] = [
  {
    construct: 'DatabaseProxy',
    variant: 'defaults',
    slowToDeploy: true,
    build: (stack) => {
      const network = databaseNetwork(stack);
      const engine = DatabaseClusterEngine.AURORA_POSTGRES_16;
      const proxy = new DatabaseCluster(stack, 'cluster', { ...network, engine, writer }).addProxy('proxy');
      const app = new SecurityGroup(stack, 'app-group', { vpcId: network.vpcId });
      proxy.connections.allowDefaultPortFrom(app);
      proxy.grantConnect(role(stack), 'shop');
      return proxy;
    },
  },
  {
    construct: 'DatabaseProxy',
    variant: 'every option',
    slowToDeploy: true,
    exceptions: {
      'secretsmanager-rotation-enabled': 'the secret of the database user is rotated by a function of the user',
    },
    build: (stack) => {
      const network = databaseNetwork(stack);
      const instance = new DatabaseInstance(stack, 'database', {
        ...network,
        engine: DatabaseEngine.MYSQL_8_0,
        instanceClass: 'db.m7g.large',
      });
      return new DatabaseProxy(stack, 'proxy', {
        ...network,
        target: ProxyTarget.fromInstance(instance),
        engineFamily: ProxyEngineFamily.MYSQL,
        secrets: [new Secret(stack, 'shop-user')],
        proxyName: 'shop-proxy',
        iamAuthentication: false,
        clientPasswordAuthType: 'MYSQL_CACHING_SHA2_PASSWORD',
        idleClientTimeoutSeconds: 3600,
        maxConnectionsPercent: 80,
        maxIdleConnectionsPercent: 20,
        connectionBorrowTimeoutSeconds: 30,
        initQuery: 'SET time_zone = "+00:00"',
        sessionPinningFilters: ['EXCLUDE_VARIABLE_SETS'],
        securityGroups: [new SecurityGroup(stack, 'proxy-group', { vpcId: network.vpcId })],
        encryptionKey: new Key(stack, 'key'),
        logRetentionDays: 400,
        looseningReason: 'a framework of the shop cannot make IAM tokens',
        tags: { Team: 'shop' },
      });
    },
  },
  {
    construct: 'DatabaseProxy',
    variant: 'imported',
    build: (stack) => {
      const { vpcId } = databaseNetwork(stack);
      const existing = new SecurityGroup(stack, 'existing-group', { vpcId });
      const proxy = DatabaseProxy.fromAttributes(stack, 'proxy', {
        proxyName: 'shop',
        proxyArn: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0',
        endpoint: 'shop.proxy-abc.eu-west-1.rds.amazonaws.com',
        engineFamily: ProxyEngineFamily.POSTGRESQL,
        securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'proxy-group', existing.securityGroupId)],
      });
      proxy.connections.allowDefaultPortFrom(new SecurityGroup(stack, 'app-group', { vpcId }));
      proxy.grantConnect(role(stack), 'shop');
      return proxy;
    },
  },
];
