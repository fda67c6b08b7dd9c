import { TerraformVariable } from 'cdktf';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import type { RecommendedAlarmsProps } from '../../lib/database/instance-alarms';
import { memoryGibOf } from '../../lib/database/instance-memory';
import type { DatabaseInstanceProps } from '../../lib/database/instance-props';
import { DatabaseInstanceReadReplica } from '../../lib/database/instance-read-replica';
import { Metric } from '../../lib/database/metric';
import { childResource, errorOf, newStack, resourcesOf, synth } from '../core/support';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:operators';

interface Alarm {
  readonly metric_name: string;
  readonly threshold: number;
  readonly comparison_operator: string;
}

function database(stack = newStack(), props: Partial<DatabaseInstanceProps> = {}): DatabaseInstance {
  return new DatabaseInstance(stack, 'db', {
    engine: DatabaseEngine.POSTGRES_17,
    instanceClass: 'db.m7g.large',
    vpcId: 'vpc-1',
    subnetIds: ['subnet-1', 'subnet-2'],
    identifier: 'shop',
    ...props,
  });
}

function thresholds(props: Partial<DatabaseInstanceProps>, options?: RecommendedAlarmsProps): Record<string, string> {
  const stack = newStack();
  database(stack, props).addRecommendedAlarms(TOPIC, options);
  const alarms = resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm') as unknown as readonly Alarm[];
  const sign = { GreaterThanThreshold: '>', LessThanThreshold: '<' } as Record<string, string>;
  return Object.fromEntries(
    alarms.map(({ metric_name, threshold, comparison_operator }) => [
      metric_name,
      `${sign[comparison_operator] ?? '?'} ${String(threshold)}`,
    ]),
  );
}

describe('recommended alarms', () => {
  it('watch what brings databases down, by the size of the instance', () => {
    expect(thresholds({ allocatedStorageGib: 200 })).toEqual({
      CPUUtilization: '> 90',
      DatabaseConnections: '> 720',
      FreeStorageSpace: `< ${String(20 * 1024 ** 3)}`,
      FreeableMemory: `< ${String(410 * 1024 ** 2)}`,
      ReadLatency: '> 0.02',
      WriteLatency: '> 0.02',
    });
  });

  it.each([
    // What the user guide of RDS gives for 8 GiB and for 512 GiB, less a fifth.
    [DatabaseEngine.POSTGRES_17, '> 720', '> 4000'],
    [DatabaseEngine.MYSQL_8_4, '> 546', '> 12800'],
    [DatabaseEngine.MARIADB_11_4, '> 273', '> 9600'],
  ])('know how many connections %p allows', (engine, small, large) => {
    const connections = (instanceClass: string) => thresholds({ engine, instanceClass }).DatabaseConnections;
    expect(connections('db.m7g.large')).toBe(small);
    expect(connections('db.r7g.16xlarge')).toBe(large);
  });

  it('watch the credits of burstable classes, and know fewer limits of other engines', () => {
    expect(thresholds({ instanceClass: 'db.t3.medium', engine: DatabaseEngine.SQL_SERVER_SE_16 })).toEqual({
      CPUCreditBalance: '< 20',
      CPUUtilization: '> 90',
      FreeStorageSpace: `< ${String(2 * 1024 ** 3)}`,
      FreeableMemory: `< ${String(205 * 1024 ** 2)}`,
      ReadLatency: '> 0.02',
      WriteLatency: '> 0.02',
    });
  });

  it('take other thresholds', () => {
    const options = {
      cpuPercent: 70,
      connections: 50,
      freeStorageGib: 4,
      freeableMemoryMib: 100,
      readLatencyMs: 5,
      writeLatencyMs: 10,
    };
    expect(thresholds({}, options)).toEqual({
      CPUUtilization: '> 70',
      DatabaseConnections: '> 50',
      FreeStorageSpace: `< ${String(4 * 1024 ** 3)}`,
      FreeableMemory: `< ${String(100 * 1024 ** 2)}`,
      ReadLatency: '> 0.005',
      WriteLatency: '> 0.01',
    });
  });

  it('watch how far a replica lies behind', () => {
    const stack = newStack();
    const source = database(stack, { masterPasswordWo: '${ephemeral.random_password.master.result}' });
    const replica = new DatabaseInstanceReadReplica(stack, 'replica', { source, instanceClass: 'db.m7g.large' });
    replica.addRecommendedAlarms(TOPIC, { replicaLagSeconds: 30 });
    const lag = resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm').find(
      ({ metric_name }) => metric_name === 'ReplicaLag',
    );
    expect(lag).toMatchObject({ threshold: 30, statistic: 'Maximum' });
  });

  it('tell the topic, say what to do, and carry the tags', () => {
    const stack = newStack();
    database(stack, { tags: { a: 'b' } }).addRecommendedAlarms(TOPIC);
    for (const alarm of resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm')) {
      expect(alarm).toMatchObject({
        namespace: 'AWS/RDS',
        dimensions: { DBInstanceIdentifier: 'shop' },
        alarm_actions: [TOPIC],
        ok_actions: [TOPIC],
        period: 300,
        evaluation_periods: 3,
        treat_missing_data: 'missing',
        tags: { a: 'b' },
      });
      expect(alarm.alarm_description).toMatch(/of shop\/db .+: /);
    }
  });

  it('are made once for each topic', () => {
    const stack = newStack();
    const db = database(stack);
    const first = db.addRecommendedAlarms(TOPIC);
    expect(db.addRecommendedAlarms(TOPIC)).toEqual(first);
    db.addRecommendedAlarms(`${TOPIC}-too`);
    expect(resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm')).toHaveLength(2 * first.length);
  });

  it.each<[unknown, RecommendedAlarmsProps]>([
    ['operators', {}],
    ['', {}],
    [undefined, {}],
    [null, {}],
    [7, {}],
    ['arn:aws:sqs:eu-west-1:111122223333:operators', {}],
    [TOPIC, { cpuPercent: Number.NaN }],
    [TOPIC, { cpuPercent: '80' as never }],
  ])('refuse topic %p with %p', (topic, options) => {
    const db = database();
    expect(errorOf(() => db.addRecommendedAlarms(topic as string, options)).code).toBe('ALARM_INVALID');
  });

  it('notice when nobody would be told', () => {
    const stack = newStack();
    const [alarm] = database(stack).addRecommendedAlarms(TOPIC);
    if (alarm === undefined) throw new Error('no alarm');
    childResource(alarm, 'Resource').addOverride('actions_enabled', false);
    expect(() => synth(stack)).toThrow(/ALARM_NOTIFIES/);
  });
});

describe('Metric', () => {
  it.each<[(db: DatabaseInstance) => Metric, string]>([
    [(db) => db.metricCpuUtilization(), 'CPUUtilization'],
    [(db) => db.metricCpuCreditBalance(), 'CPUCreditBalance'],
    [(db) => db.metricFreeStorageSpace(), 'FreeStorageSpace'],
    [(db) => db.metricFreeableMemory(), 'FreeableMemory'],
    [(db) => db.metricDatabaseConnections(), 'DatabaseConnections'],
    [(db) => db.metricReadLatency(), 'ReadLatency'],
    [(db) => db.metricWriteLatency(), 'WriteLatency'],
    [(db) => db.metricReplicaLag(), 'ReplicaLag'],
    [(db) => db.metric('DiskQueueDepth'), 'DiskQueueDepth'],
  ])('names what it measures: %#', (read, metricName) => {
    expect(read(database())).toMatchObject({
      namespace: 'AWS/RDS',
      metricName,
      dimensions: { DBInstanceIdentifier: 'shop' },
      statistic: metricName === 'ReplicaLag' ? 'Maximum' : 'Average',
      periodSeconds: 300,
    });
  });

  const metric = new Metric({ namespace: 'Shop', metricName: 'Orders', dimensions: { Country: 'de' } });

  it('can be read otherwise', () => {
    const other = metric.withOptions({ statistic: 'p99', periodSeconds: 60 });
    expect(other).toMatchObject({
      metricName: 'Orders',
      dimensions: { Country: 'de' },
      statistic: 'p99',
      periodSeconds: 60,
    });
    expect(metric).toMatchObject({ statistic: 'Average', periodSeconds: 300 });
    const stack = newStack();
    other.createAlarm(stack, 'alarm', { threshold: 1, whenBelow: true, evaluationPeriods: 1, topicArn: TOPIC });
    const [alarm] = resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm');
    expect(alarm).toMatchObject({ extended_statistic: 'p99', period: 60, evaluation_periods: 1, threshold: 1 });
    expect(alarm).not.toHaveProperty('statistic');
  });

  it.each([
    [metric.withOptions({ statistic: 'Median' }), { threshold: 1 }],
    [metric.withOptions({ periodSeconds: 61 }), { threshold: 1 }],
    [metric.withOptions({ periodSeconds: 0 }), { threshold: 1 }],
    [metric, { threshold: Number.POSITIVE_INFINITY }],
    [metric, { threshold: 1, evaluationPeriods: 0 }],
    [metric, { threshold: undefined as never }],
  ])('refuses alarms that CloudWatch refuses: %#', (each, props) => {
    const error = errorOf(() => each.createAlarm(newStack(), 'alarm', { ...props, topicArn: TOPIC }));
    expect(error.code).toBe('ALARM_INVALID');
  });

  it('takes tokens', () => {
    const stack = newStack();
    const number = new TerraformVariable(stack, 'n', { type: 'number' }).numberValue;
    const text = new TerraformVariable(stack, 's', {}).stringValue;
    const props = { threshold: number, evaluationPeriods: number, topicArn: text };
    metric.withOptions({ statistic: text, periodSeconds: number }).createAlarm(stack, 'alarm', props);
    expect(resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm')[0]).toMatchObject({
      threshold: '${var.n}',
      period: '${var.n}',
      statistic: '${var.s}',
      alarm_actions: ['${var.s}'],
    });
  });
});

describe('memory of an instance class', () => {
  it.each([
    ['db.t4g.micro', 1],
    ['db.t3.small', 2],
    ['db.t4g.medium', 4],
    ['db.t3.2xlarge', 32],
    ['db.m7g.large', 8],
    ['db.m6gd.medium', 4],
    ['db.m6i.24xlarge', 384],
    ['db.r7g.xlarge', 32],
    ['db.r6i.4xlarge', 128],
    ['db.c6gd.large', 4],
    ['db.x2g.large', undefined],
    ['db.r6i.4xlarge.tpc2.mem2x', undefined],
    ['db.m7g.micro', undefined],
    ['db.m7g.metal', undefined],
    ['${var.c}', undefined],
  ])('%s: %p GiB', (instanceClass, memory) => {
    expect(memoryGibOf(instanceClass)).toBe(memory);
  });
});
