import rule from '../../../../lib/compliance/rules/network/sg-no-public-database-ports';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { ANY_IPV4, ANY_IPV6, group, ingressRule, OFFICE, tcp } from './shared/security-group-cases';

const database = (ingress: unknown, type = 'aws_db_instance', attribute = 'vpc_security_group_ids') =>
  resources({ [`${type}.db`]: { [attribute]: ['${aws_security_group.db.id}'] }, 'aws_security_group.db': { ingress } });

testRule(rule, {
  pass: [
    {
      name: 'PostgreSQL from a group',
      configuration: group([tcp(5432, { security_groups: ['${aws_security_group.app.id}'] })]),
    },
    { name: 'HTTPS from everywhere, no database behind it', configuration: group([tcp(443, ANY_IPV4)]) },
    { name: 'a group of a database, open to the office', configuration: database([tcp(8443, OFFICE)]) },
    {
      name: 'memcached over udp is not a database port',
      configuration: group([{ ...tcp(11211, ANY_IPV4), protocol: 'udp' }]),
    },
    { name: 'a port by option', configuration: group([tcp(5432, ANY_IPV4)]), options: { databasePorts: [1] } },
  ],
  fail: [
    {
      name: 'any port of the group of a database that a rule names by each',
      configuration: resources({
        'aws_security_group.db': {},
        'aws_db_instance.d': { vpc_security_group_ids: ['${aws_security_group.db.id}'] },
        'aws_vpc_security_group_ingress_rule.r': {
          for_each: { a: '${aws_security_group.db.id}' },
          security_group_id: '${each.value}',
          ip_protocol: 'tcp',
          from_port: 7777,
          to_port: 7777,
          cidr_ipv4: '0.0.0.0/0',
        },
      }),
      address: 'aws_vpc_security_group_ingress_rule.r',
    },
    ...[1433, 3306, 5439, 6379, 27018, 50000].map((port) => ({
      name: `port ${String(port)}`,
      configuration: group([tcp(port, ANY_IPV6)]),
      findings: 1,
    })),
    {
      name: 'any port of a group that a database uses',
      configuration: database([tcp(443, ANY_IPV4)]),
      message: 'aws_db_instance.db',
    },
    {
      name: 'icmp to a database',
      configuration: database([{ protocol: 'icmp', from_port: -1, to_port: -1, ...ANY_IPV4 }]),
    },
    {
      name: 'a cache',
      configuration: database([tcp(8443, ANY_IPV4)], 'aws_elasticache_replication_group', 'security_group_ids'),
    },
    { name: 'a cluster', configuration: database([tcp(8443, ANY_IPV4)], 'aws_neptune_cluster') },
    {
      name: 'a rule resource of the group of a database, through a local',
      configuration: resources(
        {
          'aws_rds_cluster.db': { vpc_security_group_ids: '${local.groups}' },
          'aws_security_group.db': {},
          'aws_vpc_security_group_ingress_rule.r': {
            security_group_id: '${aws_security_group.db.id}',
            ip_protocol: 'tcp',
            from_port: 6000,
            to_port: 6000,
            cidr_ipv4: '0.0.0.0/0',
          },
        },
        { locals: { groups: ['${aws_security_group.db.id}'] } },
      ),
      address: 'aws_vpc_security_group_ingress_rule.r',
    },
  ],
  unknown: [
    {
      name: 'a source that is not known',
      configuration: ingressRule({ ip_protocol: 'tcp', from_port: 3306, to_port: 3306, cidr_ipv4: '${var.c}' }),
    },
    {
      name: 'any source that is not known, before a database',
      configuration: database([tcp(8443, { cidr_blocks: ['${var.c}'] })]),
    },
  ],
});
