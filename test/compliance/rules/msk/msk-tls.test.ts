import rule from '../../../../lib/compliance/rules/msk/msk-tls';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const cluster = (encryption_info: unknown) => resource('aws_msk_cluster', { cluster_name: 'orders', encryption_info });
const transit = (attributes: unknown) => cluster({ encryption_in_transit: attributes });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: cluster(undefined) },
    { name: 'null', configuration: cluster(null) },
    { name: 'a key only', configuration: cluster([{ encryption_at_rest_kms_key_arn: '${aws_kms_key.k.arn}' }]) },
    { name: 'nulls', configuration: transit([{ client_broker: null, in_cluster: null }]) },
    { name: 'both said', configuration: transit({ client_broker: 'TLS', in_cluster: 'true' }) },
  ],
  fail: [
    {
      name: 'plain text too',
      configuration: transit({ client_broker: 'TLS_PLAINTEXT' }),
      path: 'encryption_info[0].encryption_in_transit[0].client_broker',
      message: 'TLS_PLAINTEXT',
    },
    { name: 'plain text', configuration: transit([{ client_broker: 'PLAINTEXT' }]) },
    {
      name: 'between brokers',
      configuration: transit({ client_broker: 'TLS', in_cluster: false }),
      path: 'encryption_info[0].encryption_in_transit[0].in_cluster',
    },
    { name: 'text', configuration: transit({ in_cluster: 'false' }) },
    { name: 'both', configuration: transit({ client_broker: 'PLAINTEXT', in_cluster: false }), findings: 2 },
    {
      name: 'one is known to be wrong',
      configuration: transit({ client_broker: '${var.c}', in_cluster: false }),
      findings: 1,
    },
    { name: 'no text', configuration: transit({ client_broker: ['TLS', 'PLAINTEXT'] }) },
  ],
  unknown: [
    {
      name: 'plain text in a block that may not be there',
      configuration: resource('aws_msk_cluster', {
        dynamic: {
          encryption_info: {
            for_each: '${var.infos}',
            content: { encryption_in_transit: { client_broker: 'PLAINTEXT' } },
          },
        },
      }),
      findings: 1,
    },
    { name: 'a variable', configuration: transit({ client_broker: '${var.c}' }) },
    { name: 'a flag', configuration: transit({ in_cluster: '${var.c}' }) },
    { name: 'a hidden block', configuration: transit('${var.t}') },
    { name: 'a hidden outer block', configuration: cluster('${var.e}') },
    {
      name: 'a dynamic block',
      configuration: cluster({
        dynamic: {
          encryption_in_transit: { for_each: '${var.t}', content: { client_broker: '${encryption_in_transit.value}' } },
        },
      }),
    },
  ],
});
