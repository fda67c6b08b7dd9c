import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-waf';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const web = (web_acl_id: unknown) => distribution({ web_acl_id });

testRule(rule, {
  pass: ['${aws_wafv2_web_acl.edge.arn}', 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1'].map((id) => ({
    name: id,
    configuration: web(id),
  })),
  fail: [undefined, null, '', '${var.nothing}'].map((id) => ({
    name: String(id),
    configuration: web(id),
    path: 'web_acl_id',
  })),
  unknown: [
    { name: 'variable', configuration: web('${var.unset}') },
    { name: 'choice', configuration: web('${var.unset ? aws_wafv2_web_acl.edge.arn : null}') },
  ],
});
