import rule from '../../../../lib/compliance/rules/cloudfront/cloudfront-https-only';
import { testRule } from '../../../../lib/testing/rule-tester';
import { distribution } from './shared/distribution';

const https = { viewer_protocol_policy: 'https-only' };
const open = { viewer_protocol_policy: 'allow-all' };

testRule(rule, {
  pass: [
    { name: 'https-only', configuration: distribution({ default_cache_behavior: https }) },
    {
      name: 'redirect, as array',
      configuration: distribution({
        default_cache_behavior: [{ viewer_protocol_policy: 'redirect-to-https' }],
        ordered_cache_behavior: https,
      }),
    },
  ],
  fail: [
    {
      name: 'allow-all',
      configuration: distribution({ default_cache_behavior: open }),
      path: 'default_cache_behavior[0].viewer_protocol_policy',
    },
    { name: 'absent', configuration: distribution({ default_cache_behavior: { viewer_protocol_policy: null } }) },
    { name: 'no behavior', configuration: distribution({}), path: 'default_cache_behavior' },
    {
      name: 'one ordered behavior',
      configuration: distribution({ default_cache_behavior: https, ordered_cache_behavior: [https, open] }),
      path: 'ordered_cache_behavior[1].viewer_protocol_policy',
      findings: 1,
    },
    {
      name: 'an ordered behavior as object',
      configuration: distribution({ default_cache_behavior: https, ordered_cache_behavior: open }),
      findings: 1,
    },
    {
      name: 'several',
      configuration: distribution({ default_cache_behavior: open, ordered_cache_behavior: [open] }),
      findings: 2,
    },
    {
      name: 'dynamic',
      configuration: distribution({
        default_cache_behavior: https,
        dynamic: {
          ordered_cache_behavior: {
            for_each: ['allow-all'],
            content: { viewer_protocol_policy: '${ordered_cache_behavior.value}' },
          },
        },
      }),
    },
  ],
  unknown: [
    {
      name: 'policy',
      configuration: distribution({ default_cache_behavior: { viewer_protocol_policy: '${var.unset}' } }),
    },
    {
      name: 'dynamic',
      configuration: distribution({
        default_cache_behavior: https,
        dynamic: { ordered_cache_behavior: { for_each: '${var.unset}', content: open } },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: distribution({ count: 0 }) }],
});
