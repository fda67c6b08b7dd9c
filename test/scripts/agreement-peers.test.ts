import type { Judged } from '../../scripts/agreement/judge-case';
import { peerReport } from '../../scripts/agreement/peer-report';
import { serviceGroup } from '../../scripts/agreement/service-group';

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  const note = (line: unknown): void => {
    lines.push(String(line));
  };
  jest.spyOn(console, 'log').mockImplementation(note);
  jest.spyOn(console, 'error').mockImplementation(note);
});

afterEach(() => {
  jest.restoreAllMocks();
});

function judged(address: string, label: 'pass' | 'fail', answer: Judged['answer'], ours: string = label): Judged {
  return { case: 'checkov/x.json', check: 'CKV_AWS_1', address, label, answer, ours, isCovered: true, rules: ['r'] };
}

const saying = (verdicts: Readonly<Record<string, 'pass' | 'fail'>>) =>
  new Map([['checkov/x.json', new Map(Object.entries(verdicts))]]);

describe('the comparison with Checkov', () => {
  it('passes where every service is answered as well or better', () => {
    const ours = [judged('aws_kms_key.a', 'fail', 'agree'), judged('aws_s3_bucket.b', 'pass', 'agree')];
    expect(peerReport(ours, [], saying({ 'aws_kms_key.a': 'pass', 'aws_s3_bucket.b': 'pass' }))).toBe(0);
    expect(lines.join('\n')).toMatch(/KMS +1 +1 100\.0% +0 +0 +0 +0\.0% +0 +1 +1\n/);
  });

  it('fails where one service is answered worse, although all together are answered better', () => {
    const ours = [
      judged('aws_kms_key.a', 'fail', 'agree'),
      judged('aws_kms_key.b', 'fail', 'agree'),
      judged('aws_s3_bucket.b', 'pass', 'unknown', 'unknown'),
    ];
    expect(peerReport(ours, [], saying({ 'aws_s3_bucket.b': 'pass' }))).toBe(1);
    expect(lines.join('\n')).toContain('worse than Checkov: S3');
  });

  it('fails where a failing address is said to pass, whatever Checkov says', () => {
    const ours = [judged('aws_kms_key.a', 'fail', 'disagree', 'pass')];
    expect(peerReport(ours, [], saying({}))).toBe(1);
    expect(lines.join('\n')).toContain('failing addresses reported as passed: 1');
  });

  it('leaves out of both what is disputed in writing, and says how much', () => {
    const ours = [judged('aws_kms_key.a', 'pass', 'unknown', 'unknown'), judged('aws_kms_key.b', 'pass', 'agree')];
    const reason = { case: 'checkov/x.json', address: 'aws_kms_key.a', label: 'pass', ours: 'unknown', reason: 'why' };
    const verdicts = saying({ 'aws_kms_key.a': 'pass', 'aws_kms_key.b': 'pass' });
    expect(peerReport(ours, [], verdicts)).toBe(1);
    expect(peerReport(ours, [reason], verdicts)).toBe(0);
    expect(lines.at(-1)).toContain('1 that are disputed in writing');
  });

  it('is none without cases of Checkov', () => {
    expect(peerReport([judged('aws_kms_key.a', 'fail', 'agree')], [], new Map())).toBe(2);
  });
});

describe('the service of an address', () => {
  it.each([
    ['aws_vpc_security_group_ingress_rule.a', 'security groups'],
    ['aws_default_security_group.a', 'security groups'],
    ['data.aws_iam_policy_document.a', 'IAM'],
    ['aws_rds_cluster.a', 'RDS'],
    ['aws_sqs_queue.a', 'SNS and SQS'],
    ['aws_vpc.a', 'VPC'],
    ['aws_glue_job.a', 'glue'],
    ['*', 'whole configuration'],
  ])('%s: %s', (address, service) => {
    expect(serviceGroup(address)).toBe(service);
  });
});
