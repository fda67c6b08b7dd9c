import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown } from '../../engine/outcome';
import type { ExampleConfiguration } from '../../engine/rule';
import { isUnknown, toText } from '../../model/value';
import { X509Certificate } from 'node:crypto';

interface Options {
  /** The time to judge at, as an ISO date; empty for the time of the run. */
  readonly now: string;
  /** Days before the end from which the certificate counts as expired. */
  readonly warnDays: number;
}

const DAY = 86_400_000;

function certificate(lines: readonly string[]): ExampleConfiguration {
  return { resource: { aws_iam_server_certificate: { main: { name: 'main', certificate_body: lines.join('\n') } } } };
}

export default defineRule<Options>({
  id: 'iam-server-certificate-not-expired',
  title: 'Certificates uploaded to IAM are not expired',
  why: 'Clients refuse a connection with an expired certificate, or people learn to click the warning away.',
  remediation: 'Replace the certificate, or let ACM issue and renew it (aws_acm_certificate).',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_server_certificate'],
  whenUnknown: 'certificate_body is an expression, or no certificate that can be read.',
  controls: { cisAws: { '1.4.0': ['1.19'], '3.0.0': ['1.19'], '5.0.0': ['1.18'], '6.0.0': ['2.18'] } },
  equivalents: {
    trivy: [{ id: 'AVD-AWS-0168', relation: 'broader' }],
    tfsec: [{ id: 'aws-iam-remove-expired-certificates', relation: 'broader' }],
    securityHub: [{ id: 'IAM.26', relation: 'broader' }],
    prowler: [{ id: 'iam_no_expired_server_certificates_stored', relation: 'broader' }],
    awsConfig: [{ id: 'iam-server-certificate-expiration-check', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-26',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_server_certificate.html.markdown',
  ],
  defaultOptions: { now: '', warnDays: 30 },
  optionsSchema: {
    now: {
      description: 'Time that the certificate is judged at, as an ISO date. Empty: the time of the run.',
      type: 'string',
    },
    warnDays: {
      description: 'Days before its end from which a certificate counts as expired.',
      type: 'integer',
      minimum: 0,
    },
  },
  examples: {
    good: [
      {
        name: 'valid until 2099',
        configuration: certificate([
          '-----BEGIN CERTIFICATE-----',
          'MIIBFTCBvAIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAtleGFtcGxlLmNvbTAg',
          'Fw0yNDAxMDEwMDAwMDBaGA8yMDk5MDEwMTAwMDAwMFowFjEUMBIGA1UEAwwLZXhh',
          'bXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARU9nzKiVs9QvW7TGtz',
          'UtUN+Mm9OeLKbon+2YKP5DUBBa/Xo3Zz1DTT2i92tN8c+fMUpMjkF2CaNDlBfSn5',
          'fXG3MAoGCCqGSM49BAMCA0gAMEUCICnwyNlPeK8Pk0TmQrHTQBoZbFylmL7oMmNI',
          'JbWCS/8gAiEAvNAGpgMWTF3fkUEh+zb8PtnhtG4WHs/B87Kfxk7sfv8=',
          '-----END CERTIFICATE-----',
        ]),
      },
    ],
    bad: [
      {
        name: 'expired in 2020',
        configuration: certificate([
          '-----BEGIN CERTIFICATE-----',
          'MIIBFDCBugIBAjAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAtleGFtcGxlLmNvbTAe',
          'Fw0xOTAxMDEwMDAwMDBaFw0yMDAxMDEwMDAwMDBaMBYxFDASBgNVBAMMC2V4YW1w',
          'bGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVPZ8yolbPUL1u0xrc1LV',
          'DfjJvTniym6J/tmCj+Q1AQWv16N2c9Q009ovdrTfHPnzFKTI5BdgmjQ5QX0p+X1x',
          'tzAKBggqhkjOPQQDAgNJADBGAiEA4RhLbRi4B5MtPD5x0kYnOnpsKxsOEVDjhCTd',
          'EgjanBQCIQCfITzgQCPMmowVl9OqrxnSQmS5secD/2rwZR+zyENdJg==',
          '-----END CERTIFICATE-----',
        ]),
      },
    ],
    unknown: [
      {
        name: 'the certificate is a variable',
        configuration: {
          resource: { aws_iam_server_certificate: { main: { name: 'main', certificate_body: '${var.certificate}' } } },
          variable: { certificate: { type: 'string' } },
        },
      },
    ],
  },
  check(block, { options: { now, warnDays } }) {
    const path = 'certificate_body';
    const expected = `a certificate that is valid for at least ${String(warnDays)} more days`;
    const body = toText(block.get(path));
    if (isUnknown(body)) return undecided(path, body, expected);
    const end = body === undefined ? undefined : endOf(body);
    if (end === undefined) return unknown({ path, message: 'the certificate cannot be read', expected });
    const days = Math.floor((end.getTime() - (now === '' ? Date.now() : Date.parse(now))) / DAY);
    if (days >= warnDays) return pass(path);
    const message = days < 0 ? 'the certificate is expired' : `the certificate expires in ${String(days)} days`;
    return fail({ path, message, observed: end.toISOString(), expected });
  },
});

function endOf(pem: string): Date | undefined {
  try {
    const end = new Date(new X509Certificate(pem).validTo);
    return Number.isNaN(end.getTime()) ? undefined : end;
  } catch {
    return undefined;
  }
}
