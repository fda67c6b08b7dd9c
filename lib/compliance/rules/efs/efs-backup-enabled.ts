import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../model/value';
import { companions, completed, type Companion } from '../../reading/companions';
import { judgeNested } from '../../reading/nested-argument';
import { presence } from '../../reading/presence';
import { isSelectedForBackup } from './shared/backup-selection';

const POLICY = 'aws_efs_backup_policy';
const EXPECTED = 'an aws_efs_backup_policy with status = "ENABLED", or a selection of AWS Backup';

export default defineRule({
  id: 'efs-backup-enabled',
  title: 'EFS file systems are backed up',
  why: 'What a person, a program or an attacker deletes on a file system is gone, unless there is a backup.',
  remediation:
    'Add an aws_efs_backup_policy with backup_policy { status = "ENABLED" } for the file system, or take it into an aws_backup_selection.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_efs_file_system', POLICY],
  whenUnknown:
    'The file system or the status of a backup policy, or what a backup selection takes in, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['EFS.2', 'EFS.7'],
    nist80053r5: ['CP-10', 'CP-6', 'CP-6(1)', 'CP-6(2)', 'CP-9', 'SC-5(2)', 'SI-12', 'SI-13(5)'],
    soc2: ['CC7.4', 'A1.2'],
  },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_18', relation: 'narrower' }],
    securityHub: [
      { id: 'EFS.2', relation: 'narrower' },
      { id: 'EFS.7', relation: 'narrower' },
    ],
    prowler: ['efs_have_backup_enabled'],
    awsConfig: [
      { id: 'efs-in-backup-plan', relation: 'narrower' },
      { id: 'efs-automatic-backups-enabled', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-2',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/efs_backup_policy.html.markdown',
  ],
  check(block) {
    const policies = policiesOf(block);
    if (block.type !== POLICY) return judgeFileSystem(block);
    // The policy of a file system that is here is judged with it: a selection may do the same.
    return policies.isLinked(block) ? notApplicable() : judgePolicy(block);
  },
  examples: {
    good: [
      {
        name: 'a backup policy',
        configuration: {
          resource: {
            aws_efs_file_system: { shared: { encrypted: true } },
            aws_efs_backup_policy: {
              shared: { file_system_id: '${aws_efs_file_system.shared.id}', backup_policy: { status: 'ENABLED' } },
            },
          },
        },
      },
      {
        name: 'a backup selection',
        configuration: {
          resource: {
            aws_efs_file_system: { shared: { encrypted: true } },
            aws_backup_selection: {
              files: {
                name: 'files',
                plan_id: '${aws_backup_plan.daily.id}',
                iam_role_arn: '${aws_iam_role.backup.arn}',
                resources: ['${aws_efs_file_system.shared.arn}'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no backup',
        configuration: { resource: { aws_efs_file_system: { shared: { encrypted: true } } } },
      },
      {
        name: 'backups are switched off',
        configuration: {
          resource: {
            aws_efs_file_system: { shared: { encrypted: true } },
            aws_efs_backup_policy: {
              shared: { file_system_id: '${aws_efs_file_system.shared.id}', backup_policy: { status: 'DISABLED' } },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_efs_file_system: { shared: { encrypted: true } },
            aws_efs_backup_policy: {
              shared: {
                file_system_id: '${aws_efs_file_system.shared.id}',
                backup_policy: { status: '${var.backup}' },
              },
            },
          },
        },
      },
    ],
  },
});

function policiesOf({ configuration }: Block): ReturnType<typeof companions> {
  return companions(configuration, POLICY, 'file_system_id', ['aws_efs_file_system']);
}

function judgeFileSystem(fileSystem: Block): Outcome {
  const { of, strays } = policiesOf(fileSystem);
  const policies = of(fileSystem);
  const enabling = policies.filter(({ block }) => judgePolicy(block).verdict === 'pass');
  const backedUp = completed(fileSystem, enabling);
  const other = policies.find(({ block }) => judgePolicy(block).verdict !== 'pass');
  if (backedUp === 'every' && other === undefined) return pass();
  const selected = isSelectedForBackup(fileSystem);
  if (selected === true) return pass();
  // A file system has one setting: of two policies that say different things either may be in force.
  if (backedUp === 'every' && other !== undefined) return contradicted(other);
  // AWS switches automatic backups on for a file system in one zone, unless a policy switches them off.
  const oneZone = presence(fileSystem.get('availability_zone_name'));
  const mayBeOff = [...policies, ...strays].some(({ block }) => judgePolicy(block).verdict !== 'pass');
  if (oneZone === 'set' && !mayBeOff) return pass('availability_zone_name');
  const doubt =
    [backedUp, selected, oneZone].find(isUnknown) ??
    (oneZone === 'set' ? policies.find((policy) => policy.doubt !== undefined)?.doubt : undefined) ??
    policies.map(({ block }) => judgePolicy(block)).find(({ verdict }) => verdict === 'unknown');
  if (doubt !== undefined) return open(isUnknown(doubt) ? doubt : undefined);
  const stray = strays.find(({ block }) =>
    oneZone === 'set' ? policies.length === 0 : judgePolicy(block).verdict !== 'fail',
  );
  if (stray !== undefined) return open(stray.value);
  const message =
    backedUp === 'some'
      ? 'only some instances of the file system are backed up'
      : policies.length > 0
        ? 'automatic backups of the file system are switched off'
        : 'nothing backs the file system up';
  return fail({ message, expected: EXPECTED });
}

function contradicted({ block, doubt }: Companion): Outcome {
  const outcome = judgePolicy(block);
  if (outcome.verdict === 'fail' && doubt === undefined)
    return fail({
      message: `automatic backups of the file system are switched off (${block.address})`,
      expected: EXPECTED,
    });
  return open(outcome.verdict === 'unknown' && isUnknown(outcome.observed) ? outcome.observed : doubt);
}

function open(observed: Unknown | undefined): Outcome {
  const decider = observed?.expression ?? 'the status of its backup policy';
  const message = `whether the file system is backed up depends on ${decider}, which is not known before Terraform runs`;
  return unknown({ message, observed, expected: EXPECTED });
}

const judged = new WeakMap<Block, Outcome>();

function judgePolicy(policy: Block): Outcome {
  const known = judged.get(policy) ?? judgeStatus(policy);
  judged.set(policy, known);
  return known;
}

function judgeStatus(policy: Block): Outcome {
  const expected = 'status = "ENABLED"';
  return judgeNested(policy, 'backup_policy', 'status', expected, (value: Value, path) => {
    const status = toText(value);
    if (isUnknown(status)) return undecided(path, status, expected);
    if (status === 'ENABLED') return pass(path);
    return fail({ path, message: 'automatic backups are switched off', observed: value, expected });
  });
}
