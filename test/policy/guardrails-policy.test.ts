import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { OpensearchDomain } from '@cdktf/provider-aws/lib/opensearch-domain';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { RedshiftCluster } from '@cdktf/provider-aws/lib/redshift-cluster';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Testing, TerraformHclModule, TerraformStack, TerraformVariable, type App } from 'cdktf';
import { Construct } from 'constructs';
import { Suppressions } from '../../lib/core/suppressions';
import { ApprovedInstanceFamilies } from '../../lib/database/approved-instance-families';
import { GuardrailsPolicy } from '../../lib/policy/guardrails-policy';
import type { GuardrailsPolicyProps } from '../../lib/policy/policy-props';
import { database, messageOf, Project } from '../enforcement/enforced-app';

type Tags = Record<string, string>;

function stackWith(props: GuardrailsPolicyProps, defaultTags?: Tags, region = 'eu-west-1'): TerraformStack {
  const app = Testing.app();
  GuardrailsPolicy.of(app).apply(props);
  const stack = new TerraformStack(app, 'shop');
  new AwsProvider(stack, 'aws', {
    region,
    ...(defaultTags === undefined ? {} : { defaultTags: [{ tags: defaultTags }] }),
  });
  return stack;
}

/** Violations, one a line, without the path of the stack that CDKTF puts before each. */
function violations(stack: TerraformStack): readonly string[] {
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : [];
    return lines.flatMap((line) => /^\s*\[\S+\] (.*)$/.exec(line)?.[1] ?? []);
  }
}

const queue = (scope: Construct, id: string, tags?: Tags): SqsQueue => new SqsQueue(scope, id, { name: id, tags });

describe('required tags', () => {
  const OWNER = { requiredTags: [{ key: 'Owner' }] };

  it('are found on the resource and in the default tags', () => {
    const stack = stackWith({ requiredTags: [{ key: 'Owner' }, { key: 'Project' }] }, { Owner: 'shop' });
    queue(stack, 'orders', { Project: 'shop' });
    expect(violations(stack)).toEqual([]);
  });

  it('are missed, all of them at once, with construct and line', () => {
    const stack = stackWith({ ...OWNER, costCentreTag: { key: 'CostCentre' } });
    queue(stack, 'orders', { Owner: 'shop' });
    queue(stack, 'returns', { Owner: ' ' });
    const found = violations(stack);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(
      /^required-tags: aws_sqs_queue\.orders\.tags: the tag CostCentre is missing or empty .*, construct shop\/orders, test\/policy\/guardrails-policy\.test\.ts:\d+:\d+$/,
    );
    expect(found[1]).toContain('the tags Owner, CostCentre are missing or empty');
  });

  it('are not asked of what can have no tags', () => {
    const stack = stackWith(OWNER);
    new RouteTableAssociation(stack, 'link', { routeTableId: 'rtb-1', subnetId: 'subnet-1' });
    expect(violations(stack)).toEqual([]);
  });

  it('are those of the provider that makes the resource', () => {
    const stack = stackWith(OWNER, { Owner: 'shop' });
    const other = new AwsProvider(stack, 'other', { alias: 'us', region: 'us-east-1' });
    new SqsQueue(stack, 'orders', { name: 'orders' });
    new SqsQueue(stack, 'returns', { name: 'returns', provider: other });
    expect(violations(stack)).toEqual([
      expect.stringContaining('aws_sqs_queue.returns.tags: the tag Owner is missing'),
    ]);
  });

  it('of the resource win over default tags', () => {
    const stack = stackWith({ requiredTags: [{ key: 'Stage', allowedValues: ['dev', 'prod'] }] }, { Stage: 'dev' });
    queue(stack, 'good', { Stage: 'prod' });
    queue(stack, 'inherits');
    queue(stack, 'bad', { Stage: 'production' });
    expect(violations(stack)).toEqual([
      expect.stringMatching(/^tag-values-allowed: aws_sqs_queue\.bad.*got "production", expected Stage = dev or prod/),
    ]);
  });

  it('have to match a pattern, and be among the values that match it', () => {
    const stack = stackWith({
      requiredTags: [
        { key: 'CostCentre', pattern: 'CC-\\d{4}' },
        { key: 'Stage', allowedValues: ['dev', 'prod-a', 'prod-b'], pattern: 'prod-.' },
      ],
    });
    queue(stack, 'good', { CostCentre: 'CC-1234', Stage: 'prod-b' });
    queue(stack, 'bad', { CostCentre: 'CC-12345', Stage: 'dev' });
    expect(violations(stack)).toHaveLength(2);
  });

  it('are seen after overrides', () => {
    const stack = stackWith(OWNER);
    queue(stack, 'orders', { Owner: 'shop' }).addOverride('tags', undefined);
    expect(violations(stack)).toHaveLength(1);
  });

  it('of Auto Scaling groups are tag blocks', () => {
    const stack = stackWith(OWNER, { Owner: 'shop' });
    new AutoscalingGroup(stack, 'bare', { maxSize: 1, minSize: 1 });
    new AutoscalingGroup(stack, 'tagged', {
      maxSize: 1,
      minSize: 1,
      tag: [{ key: 'Owner', value: 'shop', propagateAtLaunch: true }],
    });
    expect(violations(stack)).toEqual([expect.stringContaining('aws_autoscaling_group.bare')]);
  });

  it('of which only Terraform knows are no violation', () => {
    const stack = stackWith(OWNER);
    const tags = new TerraformVariable(stack, 'tags', { type: 'map(string)' });
    queue(stack, 'orders').addOverride('tags', tags.value);
    expect(violations(stack)).toEqual([]);
  });

  it('that classify data are asked of data stores alone', () => {
    const stack = stackWith({
      requiredTags: [{ key: 'Owner' }],
      dataClassificationTag: { key: 'Data', allowedValues: ['public', 'secret'] },
    });
    queue(stack, 'orders', { Owner: 'shop' });
    database(stack, 'db', { tags: { Owner: 'shop' } });
    database(stack, 'other', { tags: { Owner: 'shop', Data: 'internal' } });
    expect(violations(stack)).toEqual([
      expect.stringContaining('aws_db_instance.db.tags: the tag Data is missing'),
      expect.stringContaining('aws_db_instance.other.tags.Data'),
    ]);
  });

  it('yield to a suppression of the rule that judges them', () => {
    const stack = stackWith(OWNER);
    Suppressions.of(queue(stack, 'orders')).add({ rule: 'required-tags', reason: 'removed with the next release' });
    expect(violations(stack)).toEqual([]);
  });
});

describe('names, regions and instances', () => {
  it('names have to match the pattern of their type', () => {
    const stack = stackWith({ naming: { aws_sqs_queue: 'shop-[a-z]+', 'aws_db_instance.db_name': '[a-z]+' } });
    queue(stack, 'shop-orders');
    queue(stack, 'Returns');
    database(stack, 'db', { dbName: 'SHOP' });
    const found = violations(stack);
    expect(found).toHaveLength(2);
    expect(found.join('\n')).toContain('the name Returns does not match the pattern of aws_sqs_queue');
    expect(found.join('\n')).toContain('the name SHOP does not match');
  });

  it('regions are those of providers, of resources and of replicas', () => {
    const policy = { approvedRegions: ['eu-west-1', 'eu-central-1'] };
    const good = stackWith(policy);
    queue(good, 'orders');
    expect(violations(good)).toEqual([]);
    const bad = stackWith(policy, undefined, 'us-east-1');
    new AwsProvider(bad, 'asia', { alias: 'asia', region: 'ap-south-1' });
    queue(bad, 'orders').addOverride('region', 'us-west-2');
    new DynamodbTable(bad, 'table', {
      name: 'table',
      hashKey: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      replica: [{ regionName: 'eu-central-1' }, { regionName: 'sa-east-1' }],
    });
    expect(violations(bad).map((line) => /region (\S+) is not approved/.exec(line)?.[1])).toEqual(
      expect.arrayContaining(['us-east-1', 'ap-south-1', 'us-west-2', 'sa-east-1']),
    );
    expect(violations(bad)).toHaveLength(4);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['EFS', 'aws_efs_replication_configuration', { destination: { region: 'us-east-2' } }, 'destination[0].region'],
    [
      'ECR',
      'aws_ecr_replication_configuration',
      { replication_configuration: { rule: [{ destination: [{ region: 'eu-west-1' }, { region: 'us-east-2' }] }] } },
      'replication_configuration[0].rule[0].destination[1].region',
    ],
    [
      'DynamoDB global tables',
      'aws_dynamodb_global_table',
      { replica: [{ region_name: 'us-east-2' }] },
      'replica[0].region_name',
    ],
    ['Incident Manager', 'aws_ssmincidents_replication_set', { region: [{ name: 'us-east-2' }] }, 'region[0].name'],
    ['copies of snapshots', 'aws_db_snapshot_copy', { destination_region: 'us-east-2' }, 'destination_region'],
  ])('regions are those to which %s replicate', (_name, type, attributes, path) => {
    const stack = stackWith({ approvedRegions: ['eu-west-1'] });
    stack.addOverride(`resource.${type}.copy`, attributes);
    expect(violations(stack)).toEqual([expect.stringContaining(`approved-regions: ${type}.copy.${path}: region us-`)]);
  });

  it('names are printed so that no terminal obeys them', () => {
    const stack = stackWith({ naming: { aws_sqs_queue: 'shop-.+' } });
    queue(stack, 'orders').addOverride('name', 'x\u001b[31m\n  [shop] all is well\u202e');
    const [line = '', ...others] = violations(stack);
    expect(others).toEqual([]);
    expect(line).toContain('the name x\\u001b[31m\\n  [shop] all is well');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it('regions may be those of every partition', () => {
    const approvedRegions = ['us-gov-west-1', 'cn-north-1', 'us-iso-east-1', 'eusc-de-east-1'];
    const stack = stackWith({ approvedRegions }, undefined, 'eusc-de-east-1');
    expect(violations(stack)).toEqual([]);
  });

  it('a region that is not known is no violation', () => {
    const stack = stackWith({ approvedRegions: ['eu-west-1'] }, undefined, '${var.region}');
    stack.addOverride('variable.region', { type: 'string' });
    queue(stack, 'orders');
    expect(violations(stack)).toEqual([]);
  });

  it.each<[string, GuardrailsPolicyProps, (stack: TerraformStack) => unknown, string]>([
    ['RDS', { approvedInstanceFamilies: { rds: ['r7g'] } }, (stack) => database(stack, 'x'), 'db.m7g.large'],
    [
      'EC2',
      { approvedInstanceFamilies: { ec2: ['m7g'] } },
      (stack) => new Instance(stack, 'x', { ami: 'ami-1', instanceType: 'p5.48xlarge' }),
      'p5.48xlarge',
    ],
    [
      'EC2, by class',
      { approvedInstanceClasses: { ec2: ['m7g.large'] } },
      (stack) => new Instance(stack, 'x', { ami: 'ami-1', instanceType: 'm7g.xlarge' }),
      'm7g.xlarge',
    ],
    [
      'mixed instances',
      { approvedInstanceFamilies: { ec2: ['m7g'] } },
      (stack) =>
        new AutoscalingGroup(stack, 'x', {
          maxSize: 1,
          minSize: 1,
          mixedInstancesPolicy: {
            launchTemplate: {
              launchTemplateSpecification: { launchTemplateId: 'lt-1' },
              override: [{ instanceType: 'm7g.large' }, { instanceType: 'c7g.large' }],
            },
          },
        }),
      'c7g.large',
    ],
    [
      'ElastiCache',
      { approvedInstanceFamilies: { elastiCache: ['t4g'] } },
      (stack) =>
        new ElasticacheReplicationGroup(stack, 'x', {
          replicationGroupId: 'x',
          description: 'x',
          nodeType: 'cache.r7g.large',
        }),
      'cache.r7g.large',
    ],
    [
      'OpenSearch',
      { approvedInstanceFamilies: { openSearch: ['m7g'] } },
      (stack) =>
        new OpensearchDomain(stack, 'x', {
          domainName: 'x',
          clusterConfig: { instanceType: 'm7g.large.search', dedicatedMasterType: 'r7g.large.search' },
        }),
      'r7g.large.search',
    ],
    [
      'Redshift',
      { approvedInstanceClasses: { redshift: ['ra3.large'] } },
      (stack) => new RedshiftCluster(stack, 'x', { clusterIdentifier: 'x', nodeType: 'ra3.16xlarge' }),
      'ra3.16xlarge',
    ],
    [
      'EKS',
      { approvedInstanceFamilies: { eksNodeGroups: ['m7g'] } },
      (stack) =>
        new EksNodeGroup(stack, 'x', {
          clusterName: 'x',
          nodeRoleArn: 'arn:aws:iam::111122223333:role/x',
          subnetIds: ['subnet-1'],
          scalingConfig: { desiredSize: 1, maxSize: 1, minSize: 1 },
        }),
      't3.medium',
    ],
  ])('instances of %s have to be approved', (_name, policy, build, culprit) => {
    const stack = stackWith(policy);
    build(stack);
    expect(violations(stack)).toEqual([
      expect.stringMatching(
        new RegExp(`^approved-instances: \\S+\\.x\\S*: ${culprit.replaceAll('.', '\\.')} is not approved`),
      ),
    ]);
  });

  it('lets approved instances pass, and what only Terraform knows', () => {
    const stack = stackWith({
      approvedInstanceFamilies: { ec2: ['m7g'], rds: ['m7g'] },
      approvedInstanceClasses: { ec2: ['m7g.large'] },
    });
    const size = new TerraformVariable(stack, 'size', { type: 'string' });
    new Instance(stack, 'known', { ami: 'ami-1', instanceType: 'm7g.large' });
    new Instance(stack, 'open', { ami: 'ami-1', instanceType: size.stringValue });
    new Instance(stack, 'template', { launchTemplate: { id: 'lt-1' } });
    database(stack, 'db');
    expect(violations(stack)).toEqual([]);
  });

  it('has databases of this package refuse other families where they are made', () => {
    const stack = stackWith({ approvedInstanceFamilies: { rds: ['r7g', 'm7g'] } });
    expect(ApprovedInstanceFamilies.of(stack)).toEqual(['r7g', 'm7g']);
    GuardrailsPolicy.of(stack).apply({ approvedInstanceFamilies: { rds: ['m7g', 't4g'] } });
    expect(ApprovedInstanceFamilies.of(stack)).toEqual(['m7g']);
  });
});

describe('a policy', () => {
  const app = (): App => Testing.app();

  it('of the app holds beside that of the stack, in stacks of constructs and of stacks too', () => {
    const project = new Project();
    const root = project.app();
    GuardrailsPolicy.of(root).apply({ requiredTags: [{ key: 'Owner' }] });
    const outer = new TerraformStack(new Construct(root, 'group'), 'outer');
    new AwsProvider(outer, 'aws', { region: 'eu-west-1' });
    GuardrailsPolicy.of(outer).apply({ naming: { aws_sqs_queue: '[a-z]+' } });
    queue(outer, 'Orders');
    const message = messageOf(() => {
      root.synth();
    });
    expect(message).toContain('the tag Owner is missing');
    expect(message).toContain('the name Orders does not match');
    project.remove();
  });

  it('does not hold in a stack beside', () => {
    const root = app();
    const [one, other] = ['one', 'other'].map((name) => {
      const stack = new TerraformStack(root, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      queue(stack, 'orders');
      return stack;
    });
    if (one === undefined || other === undefined) throw new Error('two stacks were made');
    GuardrailsPolicy.of(one).apply({ requiredTags: [{ key: 'Owner' }] });
    expect(violations(one)).toHaveLength(1);
    expect(violations(other)).toEqual([]);
  });

  it('holds as it was when it was applied', () => {
    const app = Testing.app();
    const requiredTags = [{ key: 'Owner' }];
    GuardrailsPolicy.of(app).apply({ requiredTags });
    requiredTags.length = 0;
    const stack = new TerraformStack(app, 'shop');
    queue(stack, 'orders');
    expect(violations(stack).join()).toContain('the tag Owner is missing');
  });

  it.each<[string, (resource: SqsQueue, stack: TerraformStack) => void]>([
    [
      'the validation of a construct',
      (resource) => {
        resource.node.addValidation({
          validate: () => {
            resource.addOverride('tags', null);
            return [];
          },
        });
      },
    ],
    [
      'a stack that runs no validations',
      (resource, stack) => {
        resource.addOverride('tags', null);
        stack.runAllValidations = () => undefined;
      },
    ],
    [
      'a stack that goes on where its validations fail',
      (resource, stack) => {
        resource.addOverride('tags', null);
        const validate = stack.runAllValidations.bind(stack);
        stack.runAllValidations = () => {
          try {
            validate();
          } catch {
            // Whoever writes this wants to see the output.
          }
        };
      },
    ],
  ])('is not got around by %s', (_name, undo) => {
    const project = new Project();
    try {
      const app = project.app();
      GuardrailsPolicy.of(app).apply({ requiredTags: [{ key: 'Owner' }] });
      const stack = new TerraformStack(app, 'shop');
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      undo(queue(stack, 'orders', { Owner: 'shop' }), stack);
      expect(
        messageOf(() => {
          app.synth();
        }),
      ).toContain('[shop] required-tags: aws_sqs_queue.orders.tags: the tag Owner is missing');
    } finally {
      project.remove();
    }
  });

  it('holds in modules in folders of the stack', () => {
    const project = new Project();
    try {
      const app = project.app();
      GuardrailsPolicy.of(app).apply({ approvedInstanceFamilies: { rds: ['m7g'] } });
      const stack = new TerraformStack(app, 'shop');
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new TerraformHclModule(stack, 'local', { source: './child', skipAssetCreationFromLocalModules: true });
      const folder = join(project.outdir, 'stacks', 'shop', 'child');
      mkdirSync(folder, { recursive: true });
      const db = { engine: 'postgres', instance_class: 'db.x2g.large' };
      writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource: { aws_db_instance: { db } } }));
      expect(
        messageOf(() => {
          app.synth();
        }),
      ).toContain('[shop] approved-instances: module.local.aws_db_instance.db.instance_class: db.x2g.large is not');
    } finally {
      project.remove();
    }
  });

  it('of the app may come after those of stacks, which may differ from each other', () => {
    const root = app();
    const [dev, prod] = [new TerraformStack(root, 'dev'), new TerraformStack(root, 'prod')];
    GuardrailsPolicy.of(dev).apply({
      requiredTags: [{ key: 'Stage', allowedValues: ['dev'] }],
      approvedRegions: ['eu-west-1'],
    });
    GuardrailsPolicy.of(prod).apply({
      requiredTags: [{ key: 'Stage', allowedValues: ['prod'] }],
      approvedRegions: ['eu-central-1'],
    });
    const policy = GuardrailsPolicy.of(root);
    expect(() => policy.apply({ approvedRegions: ['eu-west-1', 'eu-central-1'] })).not.toThrow();
    expect(() => policy.apply({ approvedRegions: ['eu-west-1'] })).toThrow('GUARDRAILS_POLICY_INVALID');
    expect(() => policy.apply({ requiredTags: [{ key: 'Stage', allowedValues: ['dev'] }] })).toThrow(
      'the tag Stage is asked for twice with different values: ["prod"] and ["dev"]',
    );
  });

  it('may have patterns that look slow and are not', () => {
    const stack = stackWith({
      naming: { aws_sqs_queue: '([a-z]+-)+[a-z]+' },
      requiredTags: [{ key: 'a', pattern: 'a+' }],
    });
    queue(stack, 'shop-orders', { a: 'aa' });
    expect(violations(stack)).toEqual([]);
  });

  it('may be said twice', () => {
    const policy = GuardrailsPolicy.of(app());
    policy.apply({ requiredTags: [{ key: 'Stage', allowedValues: ['a', 'b'] }] });
    expect(() => policy.apply({ requiredTags: [{ key: 'Stage', allowedValues: ['b', 'a'] }] })).not.toThrow();
  });

  it.each<[string, unknown, string]>([
    ['a misspelt prop', { tags: [] }, 'tags is no prop'],
    ['null', null, 'are null'],
    ['tags that are no list', { requiredTags: { key: 'a' } }, 'requiredTags is'],
    ['a tag that is a text', { requiredTags: ['Owner'] }, 'a tag is "Owner"'],
    ['a tag with another prop', { requiredTags: [{ key: 'a', values: [] }] }, 'values is no prop'],
    ['a key of AWS', { requiredTags: [{ key: 'aws:owner' }] }, 'do not begin with aws:'],
    ['a key that is not known', { requiredTags: [{ key: '${var.key}' }] }, 'known now'],
    ['no allowed value', { requiredTags: [{ key: 'a', allowedValues: [] }] }, 'at least one'],
    ['a pattern that takes for ever', { requiredTags: [{ key: 'a', pattern: '([a-z]+)+\\d' }] }, 'takes too long'],
    ['a name pattern that takes for ever', { naming: { aws_sqs_queue: '(x|x)*y' } }, 'takes too long'],
    ['a pattern that is none', { requiredTags: [{ key: 'a', pattern: '(' }] }, 'a regular expression'],
    [
      'a pattern that no allowed value matches',
      { requiredTags: [{ key: 'Stage', allowedValues: ['dev', 'prod'], pattern: 'p.' }] },
      'matches none of its allowedValues',
    ],
    [
      'one key with different values',
      {
        requiredTags: [
          { key: 'a', allowedValues: ['x'] },
          { key: 'a', pattern: 'y' },
        ],
      },
      'asked for twice',
    ],
    ['keys that differ by case', { requiredTags: [{ key: 'Owner' }, { key: 'owner' }] }, 'differ by letter case'],
    [
      'a cost centre that is a required tag with other values',
      { requiredTags: [{ key: 'a' }], costCentreTag: { key: 'a', pattern: 'x' } },
      'asked for twice',
    ],
    ['a type that is none', { naming: { queue: 'x' } }, 'naming has the key "queue"'],
    ['a name pattern that is none', { naming: { aws_sqs_queue: '[' } }, 'naming of aws_sqs_queue'],
    ['a region that is none', { approvedRegions: ['Ireland'] }, 'approvedRegions is'],
    ['no region', { approvedRegions: [] }, 'at least one'],
    ['a family with a size', { approvedInstanceFamilies: { rds: ['db.m7g'] } }, 'approvedInstanceFamilies.rds is'],
    ['a service that is none', { approvedInstanceFamilies: { lambda: ['x'] } }, 'lambda is no prop'],
    ['a class of another service', { approvedInstanceClasses: { rds: ['m7g.large'] } }, 'no class of that service'],
    [
      'a class of a family that is not approved',
      { approvedInstanceClasses: { ec2: ['m7g.large'] }, approvedInstanceFamilies: { ec2: ['c7g'] } },
      'approve the family, or drop the class',
    ],
  ])('is refused for %s', (_name, props, expected) => {
    const message = messageOf(() => GuardrailsPolicy.of(app()).apply(props as GuardrailsPolicyProps));
    expect(message).toMatch(/^(?:GUARDRAILS_POLICY_INVALID|PROPS_INVALID): /);
    expect(message).toContain(expected);
  });

  it.each<[string, GuardrailsPolicyProps, GuardrailsPolicyProps, string]>([
    [
      'values of a tag',
      { requiredTags: [{ key: 'a', allowedValues: ['x'] }] },
      { requiredTags: [{ key: 'a', allowedValues: ['y'] }] },
      'asked for twice',
    ],
    ['names', { naming: { aws_sqs_queue: 'a' } }, { naming: { aws_sqs_queue: 'b' } }, 'agree on one'],
    ['regions', { approvedRegions: ['eu-west-1'] }, { approvedRegions: ['us-east-1'] }, 'nothing is approved'],
    [
      'families',
      { approvedInstanceFamilies: { ec2: ['m7g'] } },
      { approvedInstanceFamilies: { ec2: ['c7g'] } },
      'nothing is approved',
    ],
  ])(
    'of a stack is refused where it contradicts the %s of the app, and the other way round',
    (_n, first, then, text) => {
      const down = app();
      GuardrailsPolicy.of(down).apply(first);
      const below = new TerraformStack(down, 'shop');
      expect(messageOf(() => GuardrailsPolicy.of(below).apply(then))).toContain(text);
      const up = app();
      GuardrailsPolicy.of(new TerraformStack(up, 'shop')).apply(first);
      expect(messageOf(() => GuardrailsPolicy.of(up).apply(then))).toContain(text);
    },
  );

  it('is refused for a scope that is neither app nor stack', () => {
    const part = new Construct(new TerraformStack(app(), 'shop'), 'part');
    expect(messageOf(() => GuardrailsPolicy.of(part))).toContain('GUARDRAILS_POLICY_INVALID');
  });
});

describe('the coverage of tags', () => {
  it('says of each resource which tags it has, lacks, or may have', () => {
    const stack = stackWith({ requiredTags: [{ key: 'Owner' }, { key: 'Stage' }, { key: 'Team' }] }, { Owner: 'shop' });
    const stage = new TerraformVariable(stack, 'stage', { type: 'string' });
    queue(stack, 'orders', { Stage: stage.stringValue });
    new RouteTableAssociation(stack, 'link', { routeTableId: 'rtb-1', subnetId: 'subnet-1' });
    const rows = [
      {
        stack: 'shop',
        address: 'aws_route_table_association.link',
        constructPath: 'shop/link',
        taggable: false,
        presentKeys: [],
        missingKeys: [],
        unknownKeys: [],
      },
      {
        stack: 'shop',
        address: 'aws_sqs_queue.orders',
        constructPath: 'shop/orders',
        taggable: true,
        presentKeys: ['Owner'],
        missingKeys: ['Team'],
        unknownKeys: ['Stage'],
      },
    ];
    const byAddress = [...GuardrailsPolicy.tagCoverage(stack.node.root)].sort((a, b) =>
      a.address < b.address ? -1 : 1,
    );
    expect(byAddress).toEqual(rows);
    expect(GuardrailsPolicy.tagCoverage(stack.node.findChild('link'))).toHaveLength(2);
  });
});
