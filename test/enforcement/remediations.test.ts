import { findRule } from '../../lib/compliance/engine/registry';
import type { Example, Rule } from '../../lib/compliance/engine/rule';
import { assess } from '../../lib/compliance/engine/runner';
import { loadJson } from '../../lib/compliance/model/load';
import { remediableRules, safeFix, type SafeFix } from '../../lib/enforcement/remediations';

type Json = Record<string, unknown>;

/** Verdicts of a rule on the resources of a type that a configuration holds, by address. */
function verdicts(rule: Rule, configuration: Json, { options }: Example, type: string): ReadonlyMap<string, string> {
  const selection = [{ rule, severity: rule.severity, options: { ...rule.defaultOptions, ...options } }];
  const { findings, errors } = assess([loadJson(configuration)], selection, { all: true });
  expect(errors).toEqual([]);
  return new Map(
    findings.filter(({ address }) => address.startsWith(`${type}.`)).map(({ address, verdict }) => [address, verdict]),
  );
}

/** The configuration with the fix in one resource, as an override of CDKTF would put it there. */
function mended(configuration: Json, address: string, { set }: SafeFix): Json {
  const copy = structuredClone(configuration);
  const [type = '', name = ''] = address.split('.');
  const body = (copy.resource as Record<string, Record<string, Json>>)[type]?.[name];
  if (body === undefined) return copy;
  for (const { attribute, value } of set) {
    const keys = attribute.split('.');
    let at = body;
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Json;
    if (!Array.isArray(at)) at[keys.at(-1) ?? ''] = value;
  }
  return copy;
}

interface Case {
  readonly id: string;
  readonly rule: Rule | undefined;
  readonly type: string;
  readonly fix: SafeFix | undefined;
}

const CASES = remediableRules().flatMap((id): readonly Case[] => {
  const rule = findRule(id);
  if (rule === undefined) return [{ id, rule, type: '', fix: undefined }];
  return rule.resourceTypes.flatMap((type) => {
    const fix = safeFix(id, type);
    return fix === undefined ? [] : [{ id, rule, type, fix }];
  });
});

/** Failing resources for types that the bad examples of a rule leave out. */
const FAILING: Readonly<Record<string, Json>> = {
  'alarm-actions-enabled aws_cloudwatch_metric_alarm': {
    alarm_actions: ['arn:aws:sns:eu-west-1:111122223333:alerts'],
    actions_enabled: false,
  },
  'alb-drop-invalid-headers aws_alb': { name: 'shop' },
  'docdb-encrypted aws_docdb_cluster': { enabled_cloudwatch_logs_exports: ['audit'], backup_retention_period: 7 },
  'elb-deletion-protection aws_alb': { name: 'shop' },
  'elb-desync-mitigation aws_alb': { name: 'shop', desync_mitigation_mode: 'monitor' },
  'neptune-encrypted aws_neptune_cluster': { iam_database_authentication_enabled: true },
  'rds-auto-minor-version-upgrade aws_rds_cluster_instance': {
    engine: 'aurora-mysql',
    auto_minor_version_upgrade: false,
  },
  'rds-copy-tags-to-snapshots aws_rds_cluster': { engine: 'aurora-mysql' },
};

describe('the table of remediations', () => {
  it('names rules that exist, each with a type of its own', () => {
    expect(remediableRules().length).toBeGreaterThanOrEqual(20);
    for (const id of remediableRules()) {
      expect([id, CASES.some((each) => each.id === id && each.fix !== undefined)]).toEqual([id, true]);
    }
  });

  it.each(CASES)('mends $type for $id', ({ id, rule, type, fix }) => {
    if (rule === undefined || fix === undefined) throw new Error(`no rule ${id}`);
    const own = FAILING[`${id} ${type}`];
    const examples: readonly Example[] =
      own === undefined ? rule.examples.bad : [{ name: type, configuration: { resource: { [type]: { one: own } } } }];
    const failing = examples.flatMap((example) => {
      const configuration = example.configuration as Json;
      return [...verdicts(rule, configuration, example, type)]
        .filter(([, verdict]) => verdict === 'fail')
        .map(([address]) => ({ example, configuration, address }));
    });
    expect(failing.length).toBeGreaterThan(0);
    const passing = failing.filter(({ example, configuration, address }) => {
      const after = mended(configuration, address, fix);
      const verdict = verdicts(rule, after, example, type).get(address);
      expect(mended(after, address, fix)).toEqual(after);
      return verdict === 'pass';
    });
    expect(passing.length).toBeGreaterThan(0);
  });
});
