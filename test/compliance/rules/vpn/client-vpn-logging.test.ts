import rule from '../../../../lib/compliance/rules/vpn/client-vpn-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const endpoint = (connection_log_options: unknown) =>
  resource('aws_ec2_client_vpn_endpoint', { connection_log_options });

testRule(rule, {
  pass: [
    { name: 'enabled', configuration: endpoint({ enabled: true, cloudwatch_log_group: 'vpn' }) },
    { name: 'an array, text', configuration: endpoint([{ enabled: 'true' }]) },
  ],
  fail: [
    { name: 'disabled', configuration: endpoint({ enabled: false }), path: 'connection_log_options[0].enabled' },
    { name: 'text', configuration: endpoint([{ enabled: 'false', cloudwatch_log_group: 'vpn' }]) },
    { name: 'not said', configuration: endpoint({ cloudwatch_log_group: 'vpn' }) },
    { name: 'no block', configuration: endpoint(undefined), path: 'connection_log_options' },
    { name: 'null', configuration: endpoint(null) },
    { name: 'one of two blocks', configuration: endpoint([{ enabled: true }, { enabled: false }]) },
  ],
  unknown: [
    { name: 'a variable', configuration: endpoint({ enabled: '${var.e}' }) },
    { name: 'a hidden block', configuration: endpoint('${var.e}') },
  ],
});
