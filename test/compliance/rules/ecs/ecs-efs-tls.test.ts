import rule from '../../../../lib/compliance/rules/ecs/ecs-efs-tls';
import { testRule } from '../../../../lib/testing/rule-tester';
import { task, taskOf } from './shared/tasks';

const efs = (efs_volume_configuration: unknown) => task([{}], { volume: { name: 'data', efs_volume_configuration } });

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: efs({ transit_encryption: 'ENABLED' }) },
    {
      name: 'in arrays',
      configuration: task([{}], { volume: [{ efs_volume_configuration: [{ transit_encryption: 'ENABLED' }] }] }),
    },
    {
      name: 'containers that are not known',
      configuration: taskOf('${var.c}', { volume: { efs_volume_configuration: { transit_encryption: 'ENABLED' } } }),
    },
  ],
  fail: [
    { name: 'absent', configuration: efs({ file_system_id: 'fs-1' }), message: 'the volume data' },
    { name: 'null', configuration: efs({ transit_encryption: null }) },
    {
      name: 'disabled',
      configuration: efs({ transit_encryption: 'DISABLED' }),
      path: 'volume[0].efs_volume_configuration[0].transit_encryption',
    },
    {
      name: 'one of two volumes',
      configuration: task([{}], {
        volume: [
          { efs_volume_configuration: { transit_encryption: 'ENABLED' } },
          { efs_volume_configuration: { file_system_id: 'fs-1' } },
        ],
      }),
      path: 'volume[1].efs_volume_configuration[0].transit_encryption',
      findings: 1,
    },
    {
      name: 'a dynamic volume',
      configuration: task([{}], {
        dynamic: {
          volume: {
            for_each: ['a'],
            content: { name: '${volume.value}', efs_volume_configuration: { root_directory: '/' } },
          },
        },
      }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: efs({ transit_encryption: '${var.tls}' }) },
    { name: 'the EFS part', configuration: efs('${var.efs}') },
    { name: 'all volumes', configuration: task([{}], { volume: '${var.volumes}' }) },
  ],
  notApplicable: [
    { name: 'no volume', configuration: task([{}]) },
    { name: 'a volume of the host', configuration: task([{}], { volume: [{ name: 'tmp', host_path: '/tmp' }] }) },
  ],
});
