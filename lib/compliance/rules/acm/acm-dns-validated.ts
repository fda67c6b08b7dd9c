import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { presence } from '../../reading/presence';
import type { Truth } from '../../reading/truth';

interface RenewalOptions {
  /** Report imported certificates too. */
  readonly refuseImported: boolean;
}

const PATH = 'validation_method';
const EXPECTED = `${PATH} = "DNS"`;

export default defineRule<RenewalOptions>({
  id: 'acm-dns-validated',
  title: 'Certificates renew by themselves',
  why: 'A certificate that waits for somebody to click a link in a mail, or to import its successor, expires one day and takes the site down.',
  remediation:
    'Set validation_method = "DNS" and keep the records that ACM asks for; certificates of a private authority (certificate_authority_arn) renew without it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_acm_certificate'],
  whenUnknown:
    'validation_method is an expression that only Terraform can compute, or one decides whether the certificate is imported or comes from a private authority.',
  controls: {
    fsbp: ['ACM.1'],
    nist80053r5: ['SC-28(3)', 'SC-7(16)'],
    pciDss: ['v4.0.1/4.2.1'],
    soc2: ['CC6.7'],
    iso27001_2022: ['A.8.5'],
  },
  equivalents: {
    securityHub: [{ id: 'ACM.1', relation: 'broader' }],
    prowler: [{ id: 'acm_certificates_expiration_check', relation: 'broader' }],
    awsConfig: [{ id: 'acm-certificate-expiration-check', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',
    'https://docs.aws.amazon.com/acm/latest/userguide/import-certificate.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/acm_certificate.html.markdown',
  ],
  defaultOptions: { refuseImported: false },
  optionsSchema: {
    refuseImported: { type: 'boolean', description: 'report certificates that are imported, which never renew' },
  },
  check(block, { options }) {
    const imported = isImported(block);
    if (imported === true) {
      if (!options.refuseImported) return notApplicable();
      const message = 'the certificate is imported: ACM does not renew it';
      return fail({ path: 'certificate_body', message, expected: 'a certificate that ACM issues' });
    }
    const outcome = judge(block);
    if (outcome.verdict !== 'fail' || !isUnknown(imported)) return outcome;
    return { ...undecided('private_key', undefined, EXPECTED), sensitive: true };
  },
  examples: {
    good: [
      {
        name: 'validated by DNS',
        configuration: {
          resource: { aws_acm_certificate: { site: { domain_name: 'example.com', validation_method: 'DNS' } } },
        },
      },
    ],
    bad: [
      {
        name: 'validated by mail',
        configuration: {
          resource: { aws_acm_certificate: { site: { domain_name: 'example.com', validation_method: 'EMAIL' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { method: { type: 'string' } },
          resource: {
            aws_acm_certificate: { site: { domain_name: 'example.com', validation_method: '${var.method}' } },
          },
        },
      },
    ],
  },
});

/** Terraform takes either a domain name or the key of a certificate to import. */
function isImported(block: Block): Truth {
  const key = presence(block.get('private_key'));
  if (key === 'absent') return false;
  return key === 'set' || presence(block.get('domain_name')) === 'absent' ? true : key;
}

function judge(block: Block): Outcome {
  const method = toText(block.get(PATH));
  if (isUnknown(method)) return undecided(PATH, method, EXPECTED);
  if (method?.toUpperCase() === 'DNS') return pass(PATH);
  const authority = presence(block.get('certificate_authority_arn'));
  if (authority === 'set') return pass('certificate_authority_arn');
  if (isUnknown(authority)) return undecided('certificate_authority_arn', authority, EXPECTED);
  const message =
    method === undefined || method === ''
      ? 'nothing says how ACM may renew the certificate'
      : `the certificate is validated by ${method}: it expires unless somebody approves each renewal`;
  return fail({ path: PATH, message, observed: block.get(PATH), expected: EXPECTED });
}
