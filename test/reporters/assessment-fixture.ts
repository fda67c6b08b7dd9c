import type { AssessedRule, Assessment, Finding } from '../../lib/compliance/engine/assessment';

const ESCAPE = '\u001b';

/** What each format could take for its own: markup, workflow commands, a CDATA end, a table, mentions and links. */
const HOSTILE = [
  `</script><img src=x onerror=alert(1)> ]]> --> \ufffe\u{1f600}`,
  '\n::error file=x::forged ##[error]forged',
  '| `tick` ``ticks`` *bold* @octocat #1 [link](https://evil.example) </details> 100%25',
].join(' ');

const PLAIN: Finding = {
  id: '0000000000000001',
  rule: 'rds-instance-storage-encrypted',
  severity: 'high',
  verdict: 'fail',
  suppressed: null,
  file: 'cdktf.out/stacks/shop/cdk.tf.json',
  line: 12,
  column: 7,
  address: 'aws_db_instance.orders',
  path: 'storage_encrypted',
  observed: false,
  expected: 'true',
  message: 'the storage of the instance is not encrypted',
  title: 'The storage of an RDS instance is encrypted',
  why: 'Whoever reaches a snapshot reads every row.',
  remediation: 'Set storage_encrypted = true, and kms_key_id to a key of your own.',
  constructPath: 'shop/orders/instance',
  source: { file: 'lib/shop.ts', line: 31, column: 5 },
  controls: {
    fsbp: ['RDS.3'],
    cisAws: { '5.0.0': ['2.2.1'], '1.4.0': ['2.3.1'] },
    nist80053r5: ['SC-28', 'SC-28(1)', 'CM-5(1)(a)'],
    soc2: ['CC6.1'],
  },
  equivalents: {
    trivy: ['AVD-AWS-0080'],
    checkov: ['CKV_AWS_16', { id: 'CKV_AWS_17', relation: 'broader' }],
  },
};

function finding(changes: Partial<Finding>): Finding {
  return { ...PLAIN, ...changes };
}

/** The rules of findings, as a run of these rules alone would count them. */
function rulesOf(findings: readonly Finding[]): readonly AssessedRule[] {
  return [...new Set(findings.map(({ rule }) => rule))].map((id) => {
    const own = findings.filter(({ rule }) => rule === id);
    const open = own.filter(({ suppressed }) => suppressed === null);
    const { severity, title, why, remediation, controls, equivalents } = own[0] ?? PLAIN;
    const counted = (wanted: Finding['verdict']) => open.filter(({ verdict }) => verdict === wanted).length;
    return {
      ...{ id, severity, title, why, remediation, controls, equivalents },
      ...{ pass: counted('pass'), fail: counted('fail'), unknown: counted('unknown') },
      suppressed: own.length - open.length,
    };
  });
}

const FINDINGS: readonly Finding[] = [
  PLAIN,
  finding({
    id: '0000000000000002',
    rule: 'sg-no-public-ipv4-admin-ports',
    severity: 'critical',
    line: 120,
    column: 11,
    address: 'aws_security_group.web',
    path: 'ingress[0].cidr_blocks',
    observed: ['0.0.0.0/0'],
    expected: 'addresses of your own',
    message: 'port 22 is open to the whole internet',
    remediation: 'Name the addresses that need the port, or use Session Manager and delete the rule.',
    why: 'Whoever finds the port may guess passwords for years.',
    constructPath: 'shop/web/group',
    source: null,
    controls: { cisAws: { '5.0.0': ['5.3'] }, nist80053r5: ['AC-4(21)', 'SC-7'] },
    equivalents: {},
  }),
  finding({
    id: '0000000000000003',
    rule: 'rds-instance-backup-retention',
    severity: 'medium',
    line: 13,
    column: 7,
    path: 'backup_retention_period',
    observed: null,
    expected: 'backup_retention_period of 7 or more',
    message: 'backups are not kept',
    controls: { nist80053r5: ['CP-9d'] },
    why: 'Without a backup a mistake cannot be undone.',
    remediation: 'Set backup_retention_period to 7 or more.',
  }),
  finding({
    id: '0000000000000004',
    rule: 'tags-required',
    severity: 'low',
    path: '',
    observed: null,
    expected: null,
    message: '=cmd|" /C calc"!A0',
    remediation: 'Set default_tags on the provider.',
  }),
  finding({
    id: '0000000000000005',
    rule: 'iam-policy-no-admin',
    severity: 'critical',
    file: 'legacy.tf.json',
    line: null,
    column: null,
    address: `aws_iam_policy.${ESCAPE}[31mred${ESCAPE}[0m`,
    constructPath: null,
    source: null,
    path: 'policy',
    observed: {
      Action: '*',
      Resource: `*${ESCAPE}]8;;http://evil.example\u0007\u009b2J\u202e\r\nFAKE`,
      ['__proto__x']: 'p',
    },
    expected: 'the actions\nthat are needed',
    message: `the policy allows every action${ESCAPE}[2K\u0000 on\u200b all ${HOSTILE}`,
    remediation: 'List the actions and the resources that are needed.',
    controls: {},
    equivalents: {},
  }),
  finding({
    id: '0000000000000006',
    rule: 'output-no-secrets',
    severity: 'low',
    file: 'legacy.tf.json',
    line: 4,
    column: 3,
    address: 'output.url',
    constructPath: null,
    source: null,
    path: 'value',
    observed: '界🚀'.repeat(14_300),
    expected: 'x'.repeat(500),
    message: `the output ${'very '.repeat(200)}long`,
    remediation: 'Mark the output as sensitive, or remove it.',
    controls: {},
    equivalents: {},
  }),
  finding({
    id: '0000000000000007',
    verdict: 'unknown',
    line: 40,
    address: 'aws_db_instance.reports',
    constructPath: 'shop/reports/instance',
    observed: '${var.encrypt}',
    message: 'storage_encrypted is ${var.encrypt}, which is not known before Terraform runs',
  }),
  finding({
    id: '0000000000000008',
    rule: 'sg-no-public-ipv4-admin-ports',
    severity: 'critical',
    verdict: 'unknown',
    line: 130,
    address: 'aws_security_group.admin\n::warning::forged\u202e',
    path: 'ingress[0].cidr_blocks',
    observed: ['${var.office}', '10.0.0.0/8'],
    expected: null,
    message: 'who may reach port 22 is not known before Terraform runs',
    constructPath: null,
    source: null,
  }),
  finding({
    id: '0000000000000009',
    severity: 'medium',
    suppressed: {
      origin: 'construct',
      reason: 'holds public data only',
      rule: 'rds-instance-storage-encrypted',
      expires: '2027-01-31',
      owner: 'data@example.com',
    },
    line: 60,
    address: 'aws_db_instance.open_data',
    constructPath: 'shop/open-data/instance',
  }),
  finding({
    id: '0000000000000011',
    rule: 'rds-instance-backup-retention',
    severity: 'medium',
    suppressed: {
      origin: 'baseline',
      rule: 'rds-instance-backup-retention',
      reason: 'accepted at adoption by guardrails.baseline.json',
    },
    line: 70,
    address: 'aws_db_instance.archive',
    path: 'backup_retention_period',
    observed: 1,
    expected: 'backup_retention_period of 7 or more',
    message: 'backups are kept for one day',
    constructPath: 'shop/archive/instance',
    source: { file: 'lib/my shop/ärchive#1.ts', line: 7, column: 3 },
  }),
  finding({
    id: '0000000000000012',
    verdict: 'unknown',
    suppressed: {
      origin: 'settings',
      rule: 'rds-instance-storage-encrypted',
      reason: '+1 the module encrypts it ]]> @octocat',
      ticket: '-2',
    },
    file: 'legacy.tf.json',
    line: 9,
    address: 'aws_db_instance.module',
    observed: '${module.db.encrypted}',
    message: 'storage_encrypted is ${module.db.encrypted}, which is not known before Terraform runs',
    constructPath: null,
    source: null,
  }),
  finding({
    id: '0000000000000010',
    verdict: 'pass',
    line: 80,
    path: '',
    observed: null,
    expected: null,
    message: 'The storage of an RDS instance is encrypted',
    address: 'aws_db_instance.users',
    constructPath: 'shop/users/instance',
  }),
];

/** An assessment that holds every state a report must show. */
export const EVERY_STATE: Assessment = {
  version: 1,
  tool: { name: 'cdktf-guardrails', version: '0.1.0' },
  inputs: [
    { file: 'cdktf.out/stacks/shop/cdk.tf.json', kind: 'synth', sha256: 'a'.repeat(64) },
    { file: 'legacy.tf.json', kind: 'tfjson', sha256: 'b'.repeat(64) },
  ],
  summary: {
    blocks: 1214,
    rules: 96,
    pass: 1,
    fail: 6,
    unknown: 2,
    suppressed: 3,
    bySeverity: { critical: 2, high: 1, medium: 1, low: 2 },
    durationMs: 184.2,
  },
  findings: FINDINGS,
  rules: rulesOf(FINDINGS),
  loosened: [
    {
      file: 'cdktf.out/stacks/shop/cdk.tf.json',
      address: 'aws_db_instance.reports',
      constructPath: 'shop/reports/instance',
      source: { file: 'src/shop-stack.ts', line: 31, column: 5 },
      setting: 'multiAz',
      default: 'true',
      value: 'false',
      reason: 'reports can be made again \u001b[31mtomorrow',
    },
    {
      file: 'legacy.tf.json',
      address: 'aws_db_instance.old',
      constructPath: null,
      source: null,
      setting: 'backupRetentionDays',
      default: '35',
      value: '14',
      reason: 'x'.repeat(400),
    },
  ],
  suppressionProblems: [
    {
      state: 'expired',
      suppression: {
        origin: 'settings',
        rule: 'CKV_AWS_16',
        reason: 'the migration takes until spring',
        owner: 'data@example.com',
        expires: '2026-03-31',
      },
      file: 'guardrails.config.json',
      scope: 'aws_db_instance.reports',
    },
    {
      state: 'unmatched',
      suppression: { origin: 'settings', rule: 'rds-instance-multi-az', reason: 'one zone is enough \u001b[31mhere' },
      file: 'cdktf.out/stacks/shop/cdk.tf.json',
      scope: 'shop/reports',
    },
  ],
  staleBaseline: [
    {
      id: '00000000000000aa',
      rule: 'rds-backup-retention',
      severity: 'medium',
      address: 'aws_db_instance.old',
      path: '',
    },
  ],
  errors: [
    {
      rule: 's3-bucket-encrypted',
      file: 'legacy.tf.json',
      address: 'aws_s3_bucket.logs',
      message: `cannot read x of undefined ${ESCAPE}[31m]]>`,
      stack: 'TypeError: cannot read x of undefined\n    at check (rule.ts:1:1)',
    },
  ],
};

/** Nothing wrong anywhere. */
export const CLEAN: Assessment = {
  ...EVERY_STATE,
  summary: {
    blocks: 1,
    rules: 1,
    pass: 1,
    fail: 0,
    unknown: 0,
    suppressed: 0,
    bySeverity: { critical: 0, high: 0, medium: 0, low: 0 },
    durationMs: 4,
  },
  findings: FINDINGS.filter(({ verdict }) => verdict === 'pass'),
  rules: rulesOf(FINDINGS.filter(({ verdict }) => verdict === 'pass')),
  loosened: [],
  suppressionProblems: [],
  staleBaseline: [],
  errors: [],
};

/** As many findings as asked for: every severity and verdict, in 100 files, a tenth of them suppressed. */
export function manyFindings(count: number): Assessment {
  const severities = ['low', 'medium', 'high', 'critical'] as const;
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      id: index.toString(16).padStart(16, '0'),
      severity: severities[index % 4] ?? 'low',
      verdict: index % 7 === 0 ? 'unknown' : 'fail',
      suppressed: index % 10 === 0 ? { origin: 'settings', rule: PLAIN.rule, reason: 'holds public data only' } : null,
      file: `stacks/${String(index % 100)}/cdk.tf.json`,
      line: index + 1,
      address: `aws_db_instance.db${String(index)}`,
      constructPath: `stack${String(index % 100)}/db${String(index)}/instance`,
      source: { file: `lib/stack${String(index % 100)}.ts`, line: 1 + (index % 900), column: 5 },
      observed: index % 3 === 0 ? '\u0001|`<&'.repeat(40) : false,
    }),
  );
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const failing = open.filter(({ verdict }) => verdict === 'fail');
  const counted = (wanted: Finding['severity']) => failing.filter(({ severity }) => severity === wanted).length;
  return {
    ...CLEAN,
    summary: {
      blocks: count,
      rules: 1,
      pass: 0,
      fail: failing.length,
      unknown: open.length - failing.length,
      suppressed: findings.length - open.length,
      bySeverity: {
        critical: counted('critical'),
        high: counted('high'),
        medium: counted('medium'),
        low: counted('low'),
      },
      durationMs: 1000,
    },
    findings,
    rules: rulesOf(findings),
  };
}
