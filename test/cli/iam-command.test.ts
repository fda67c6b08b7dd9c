import { createServer } from 'node:http';
import { Command } from 'commander';
import { Writable } from 'node:stream';
import { addIamCommands } from '../../lib/cli/iam-command';
import type { ExitCode } from '../../lib/cli/exit-code';
import { printError } from '../../lib/cli/print-error';
import { Workspace } from './run-command';

/** Stands for the SDK: it sends what the real one is given to the endpoint that the SDK reads from the environment. */
jest.mock(
  '@aws-sdk/client-iam',
  () => ({
    IAMClient: class {
      async send({ input }: { readonly input: object }): Promise<unknown> {
        const response = await fetch(process.env.AWS_ENDPOINT_URL_IAM ?? '', {
          method: 'POST',
          body: JSON.stringify(input),
        });
        return response.json();
      }
    },
    SimulatePrincipalPolicyCommand: class {
      constructor(readonly input: object) {}
    },
  }),
  { virtual: true },
);

class Sink extends Writable {
  text = '';
  readonly isTTY = false;
  override _write(chunk: unknown, _: string, callback: () => void): void {
    this.text += String(chunk);
    callback();
  }
}

let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
});

afterEach(() => {
  workspace.remove();
});

async function iam(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const io = { stdout, stderr, cwd: workspace.path, env: {}, isTTY: false, columns: undefined };
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: (text) => stderr.write(text) });
  let code = -1;
  addIamCommands(program, io, (result: ExitCode) => {
    code = result;
  });
  try {
    await program.parseAsync(['iam', ...argv], { from: 'user' });
  } catch (error) {
    code = printError(error, io, false);
  }
  return { code, stdout: stdout.text, stderr: stderr.text };
}

const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const TRUST = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } });

function stack(more: object = {}, role: object = {}): object {
  return {
    provider: { aws: [{ region: 'eu-west-1', allowed_account_ids: ['111122223333'] }] },
    resource: {
      aws_s3_bucket: { data: { bucket: 'data' } },
      aws_iam_role: { app: { name: 'app', assume_role_policy: TRUST, ...role } },
      aws_iam_role_policy: {
        inline: {
          role: '${aws_iam_role.app.name}',
          policy: policy(
            {
              Sid: 'Read',
              Effect: 'Allow',
              Action: 's3:Get*',
              Resource: ['${aws_s3_bucket.data.arn}/*', 'arn:aws:s3:::${var.other}/*'],
            },
            { Effect: 'Deny', Action: 's3:*', Resource: '${aws_s3_bucket.data.arn}/secret/*' },
            {
              Effect: 'Allow',
              Action: 'sqs:*',
              Resource: '*',
              Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
            },
          ),
        },
      },
      ...more,
    },
    variable: { other: { type: 'string' } },
  };
}

describe('iam simulate', () => {
  it('says that a role may, and by which statement', async () => {
    workspace.write('main.tf.json', stack());
    const { code, stdout } = await iam(
      'simulate',
      'main.tf.json',
      '--action',
      's3:GetObject',
      '--resource',
      'aws_s3_bucket.data/x',
    );
    expect(stdout).toBe(
      `aws_iam_role.app s3:GetObject on arn:aws:s3:::data/x: allowed
  identity policy aws_iam_role_policy.inline allows it, and nothing denies it
  identity policy aws_iam_role_policy.inline, policy.Statement[0] (Read): Allow s3:Get* on arn:aws:s3:::data/*, arn:aws:s3:::\${var.other}/*
`,
    );
    expect(code).toBe(0);
  });

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::data/secret/x', [], 'explicitDeny'],
    ['s3:PutObject', 'arn:aws:s3:::data/x', [], 'implicitDeny'],
    ['s3:GetObject', 'arn:aws:s3:::another/x', [], 'unknown'],
    ['sqs:SendMessage', '*', [], 'implicitDeny'],
    ['sqs:SendMessage', '*', ['--context', 'aws:RequestedRegion=us-east-1'], 'implicitDeny'],
    ['iam:PassRole', 'aws_iam_role.app', [], 'implicitDeny'],
  ])('exits with 1 for %s on %s: %s %s', async (action, resource, more, decision) => {
    workspace.write('main.tf.json', stack());
    const { code, stdout } = await iam(
      'simulate',
      '.',
      '--format',
      'json',
      '--action',
      action,
      '--resource',
      resource,
      ...more,
    );
    const report = JSON.parse(stdout) as { role: string; answers: { decision: string; because: unknown[] }[] };
    expect(report).toMatchObject({ version: 1, role: 'aws_iam_role.app', answers: [{ action, decision, live: null }] });
    expect(code).toBe(1);
  });

  it('takes several actions, resources and condition keys', async () => {
    workspace.write('main.tf.json', stack());
    const { code, stdout } = await iam(
      ...[
        'simulate',
        '.',
        '--role',
        'aws_iam_role.app',
        '--action',
        'sqs:SendMessage,sqs:ReceiveMessage',
        '--format',
        'json',
      ],
      ...[
        '--context',
        'aws:RequestedRegion=eu-west-1',
        '--resource',
        'arn:aws:sqs:eu-west-1:111122223333:a',
        '--resource',
        '*',
      ],
    );
    const { answers } = JSON.parse(stdout) as { answers: { decision: string }[] };
    expect(answers.map(({ decision }) => decision)).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
    expect(code).toBe(0);
  });

  it('lets a role that is not known leave its policies open', async () => {
    const other = { role: '${var.other}', policy: policy({ Effect: 'Deny', Action: '*', Resource: '*' }) };
    const all = stack() as { resource: { aws_iam_role_policy: object } };
    workspace.write('main.tf.json', {
      ...all,
      resource: { ...all.resource, aws_iam_role_policy: { ...all.resource.aws_iam_role_policy, other } },
    });
    const { stdout } = await iam('simulate', '.', '--action', 's3:GetObject', '--resource', 'aws_s3_bucket.data/x');
    expect(stdout).toContain('whether it is denied depends on what is not known here: ${var.other}');
  });

  it('lets a policy that may not be made leave what it allows open', async () => {
    const all = stack() as { resource: { aws_iam_role_policy: { inline: object } } };
    const inline = { ...all.resource.aws_iam_role_policy.inline, count: '${var.other == "" ? 0 : 1}' };
    workspace.write('main.tf.json', { ...all, resource: { ...all.resource, aws_iam_role_policy: { inline } } });
    const { code, stdout } = await iam(
      'simulate',
      '.',
      '--action',
      's3:GetObject',
      '--resource',
      'aws_s3_bucket.data/x',
    );
    expect(stdout).toContain('depends on what is not known here: the number of aws_iam_role_policy.inline');
    expect(code).toBe(1);
  });

  it('finds the policy of a bucket whose name is a variable', async () => {
    const tls = {
      bucket: '${aws_s3_bucket.data.id}',
      policy: policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
    };
    workspace.write(
      'main.tf.json',
      stack({ aws_s3_bucket: { data: { bucket: '${var.other}' } }, aws_s3_bucket_policy: { tls } }),
    );
    const { stdout } = await iam(
      'simulate',
      '.',
      '--action',
      's3:GetObject',
      '--resource',
      'arn:aws:s3:::${var.other}/x',
    );
    expect(stdout).toContain('a Deny of resource policy aws_s3_bucket_policy.tls matches');
  });

  it.each([
    ['of a bucket of elsewhere, by name', 'shared', 'explicitDeny'],
    ['of another bucket of elsewhere', 'shared-2', 'allowed'],
    ['of a bucket that is not known', '${var.other}', 'unknown'],
    ['of a bucket of elsewhere that is not known', '${var.shared}', 'unknown'],
    ['of a bucket of elsewhere that is known in part', '${var.shared}ed', 'unknown'],
    ['of a bucket of elsewhere that is known in another part', '${var.shared}-logs', 'allowed'],
    ['of one of two buckets', '${var.other == "" ? aws_s3_bucket.data.id : aws_s3_bucket.more.id}', 'unknown'],
  ])('reads the policy %s', async (_, bucket, decision) => {
    const tls = { bucket, policy: policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }) };
    const inline = { role: 'app', policy: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) };
    const buckets = { data: { bucket: 'data' }, more: { bucket: 'more' } };
    workspace.write(
      'main.tf.json',
      stack({ aws_s3_bucket: buckets, aws_s3_bucket_policy: { tls }, aws_iam_role_policy: { inline } }),
    );
    const resource = bucket.includes('var.other') ? 'arn:aws:s3:::data/x' : 'arn:aws:s3:::shared/x';
    const { stdout } = await iam(
      'simulate',
      '.',
      '--format',
      'json',
      '--action',
      's3:GetObject',
      '--resource',
      resource,
    );
    expect(JSON.parse(stdout)).toMatchObject({ answers: [{ decision }] });
  });

  it.each([
    ['known in part', '${var.other}-reports', 'arn:aws:s3:::prod-reports/x', 'unknown'],
    ['known in another part', '${var.other}-logs', 'arn:aws:s3:::prod-reports/x', 'allowed'],
    ['made up by Terraform', undefined, 'arn:aws:s3:::prod-reports/x', 'allowed'],
    ['asked for by a variable', 'prod-reports', 'arn:aws:s3:::${var.other}/x', 'unknown'],
  ])('reads the policy of a bucket with a name that is %s', async (_, name, resource, decision) => {
    const tls = {
      bucket: '${aws_s3_bucket.data.id}',
      policy: policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
    };
    const inline = { role: 'app', policy: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) };
    workspace.write(
      'main.tf.json',
      stack({
        aws_s3_bucket: { data: { bucket: name } },
        aws_s3_bucket_policy: { tls },
        aws_iam_role_policy: { inline },
      }),
    );
    const { stdout } = await iam(
      'simulate',
      '.',
      '--format',
      'json',
      '--action',
      's3:GetObject',
      '--resource',
      resource,
    );
    expect(JSON.parse(stdout)).toMatchObject({ answers: [{ decision }] });
  });

  it.each([
    ['of that name', 'secret:db-AbCdEf', 'unknown'],
    ['of another name', 'secret:queue-AbCdEf', 'allowed'],
  ])('reads the policy of a secret %s', async (_, path, decision) => {
    const inline = { role: 'app', policy: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) };
    const own = {
      secret_arn: '${aws_secretsmanager_secret.db.arn}',
      policy: policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
    };
    workspace.write(
      'main.tf.json',
      stack({
        aws_secretsmanager_secret: { db: { name: 'db' } },
        aws_secretsmanager_secret_policy: { db: own },
        aws_iam_role_policy: { inline },
      }),
    );
    const resource = `arn:aws:secretsmanager:eu-west-1:111122223333:${path}`;
    const asked = ['--action', 'secretsmanager:GetSecretValue', '--resource', resource, '--account', '111122223333'];
    const { stdout } = await iam('simulate', '.', '--format', 'json', ...asked);
    expect(JSON.parse(stdout)).toMatchObject({ answers: [{ decision }] });
  });

  it('reads a state', async () => {
    const attributes = { name: 'app', arn: 'arn:aws:iam::444455556666:role/x/app', assume_role_policy: TRUST };
    const inline = {
      role: 'app',
      policy: policy({
        Effect: 'Allow',
        Action: 's3:*',
        Resource: '*',
        Condition: { ArnEquals: { 'aws:PrincipalArn': attributes.arn } },
      }),
    };
    const resources = [
      { address: 'aws_iam_role.app', mode: 'managed', type: 'aws_iam_role', name: 'app', values: attributes },
      { address: 'aws_iam_role_policy.p', mode: 'managed', type: 'aws_iam_role_policy', name: 'p', values: inline },
    ];
    workspace.write('state.json', {
      format_version: '1.0',
      terraform_version: '1.9.0',
      values: { root_module: { resources } },
    });
    expect(await iam('simulate', 'state.json', '--action', 's3:GetObject')).toMatchObject({ code: 0, stderr: '' });
  });

  it('finds the key of a state by its ARN', async () => {
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const made: readonly (readonly [string, object])[] = [
      ['aws_iam_role', { name: 'app', arn: 'arn:aws:iam::111122223333:role/app', assume_role_policy: TRUST }],
      [
        'aws_iam_role_policy',
        { role: 'app', policy: policy({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }) },
      ],
      ['aws_kms_key', { arn, policy: policy({ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' }) }],
    ];
    const resources = made.map(([type, values]) => ({
      address: `${type}.x`,
      mode: 'managed',
      type,
      name: 'x',
      values,
    }));
    workspace.write('state.json', {
      format_version: '1.0',
      terraform_version: '1.9.0',
      values: { root_module: { resources } },
    });
    const { stdout } = await iam('simulate', 'state.json', '--action', 'kms:Decrypt', '--resource', arn);
    expect(stdout).toContain('a Deny of resource policy aws_kms_key.x matches');
  });

  it.each([
    [['--action', 's3:*'], 2, /expected one action without wildcards/],
    [
      ['--action', 's3:GetObject', '--role', 'aws_iam_role.none'],
      2,
      /there is no role "aws_iam_role.none"; there are aws_iam_role.app/,
    ],
    [['--action', 's3:GetObject', '--context', 'region'], 2, /Expected key=value/],
    [['--action', 's3:GetObject', '--account', '12'], 2, /expected twelve digits/],
    [[], 2, /required option '--action <names>'/],
  ])('refuses %j', async (argv, code, message) => {
    workspace.write('main.tf.json', stack());
    const result = await iam('simulate', '.', ...argv);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(message);
  });

  it('asks for a role where there are two, and exits with 3 where there is none', async () => {
    workspace.write('main.tf.json', stack({ aws_iam_role: { a: {}, b: {} } }));
    expect((await iam('simulate', '.', '--action', 's3:GetObject')).stderr).toContain(
      'there are 2 roles; name one with --role',
    );
    workspace.write('main.tf.json', { resource: { aws_s3_bucket: { b: {} } } });
    expect(await iam('simulate', '.', '--action', 's3:GetObject')).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('iam simulate --live', () => {
  const asked: unknown[] = [];
  let answer = 'allowed';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(JSON.parse(body));
      response.end(JSON.stringify({ EvaluationResults: [{ EvalDecision: answer }] }));
    });
  });

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    process.env.AWS_ENDPOINT_URL_IAM = `http://127.0.0.1:${address.port}`;
  });

  afterAll(async () => {
    delete process.env.AWS_ENDPOINT_URL_IAM;
    await new Promise((closed) => server.close(closed));
  });

  const argv = ['simulate', '.', '--live', '--action', 's3:GetObject', '--resource', 'aws_s3_bucket.data/x'];

  it('asks AWS the same, and agrees', async () => {
    workspace.write('main.tf.json', stack());
    const { code, stdout } = await iam(...argv, '--context', 'aws:SecureTransport=true');
    expect(stdout).toContain('  AWS: allowed\n');
    expect(code).toBe(0);
    expect(asked.at(-1)).toEqual({
      PolicySourceArn: 'arn:aws:iam::111122223333:role/app',
      ActionNames: ['s3:GetObject'],
      ResourceArns: ['arn:aws:s3:::data/x'],
      ContextEntries: [
        { ContextKeyName: 'aws:SecureTransport', ContextKeyValues: ['true'], ContextKeyType: 'boolean' },
      ],
    });
  });

  it('reports where AWS differs, which is a finding', async () => {
    answer = 'explicitDeny';
    workspace.write('main.tf.json', stack());
    const { code, stdout } = await iam(...argv);
    expect(stdout).toContain('  AWS: explicitDeny, which differs\n');
    expect(code).toBe(1);
    const { answers } = JSON.parse((await iam(...argv, '--format', 'json')).stdout) as { answers: unknown[] };
    expect(answers).toMatchObject([{ decision: 'allowed', live: { decision: 'explicitDeny', differs: true } }]);
  });

  it('says why AWS did not answer', async () => {
    const endpoint = process.env.AWS_ENDPOINT_URL_IAM;
    process.env.AWS_ENDPOINT_URL_IAM = 'http://127.0.0.1:1';
    workspace.write('main.tf.json', stack());
    const { code, stderr } = await iam(...argv);
    process.env.AWS_ENDPOINT_URL_IAM = endpoint;
    expect(stderr).toMatch(/^error: AWS did not simulate: /);
    expect(code).toBe(2);
  });

  it('needs ARNs', async () => {
    workspace.write('main.tf.json', stack({}, { name: undefined }));
    expect(await iam(...argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('pass --role-arn') as string });
    answer = 'allowed';
    expect((await iam(...argv, '--role-arn', 'arn:aws:iam::111122223333:role/made-up')).code).toBe(0);
    expect(asked.at(-1)).toMatchObject({ PolicySourceArn: 'arn:aws:iam::111122223333:role/made-up' });
  });
});

describe('iam explain', () => {
  it('lists the statements about a resource', async () => {
    const bucketPolicy = {
      bucket: '${aws_s3_bucket.data.id}',
      policy: policy({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: '${aws_s3_bucket.data.arn}/*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    };
    workspace.write('main.tf.json', stack({ aws_s3_bucket_policy: { tls: bucketPolicy } }));
    const { code, stdout } = await iam('explain', 'aws_s3_bucket.data/x', '.', '--action', 's3:GetObject');
    expect(stdout).toBe(
      `aws_iam_role.app Allow s3:Get* on arn:aws:s3:::data/*, arn:aws:s3:::\${var.other}/*
  aws_iam_role_policy.inline, policy.Statement[0]
aws_s3_bucket.data (its policy) Deny s3:* on arn:aws:s3:::data/* if Bool aws:SecureTransport false
  aws_s3_bucket_policy.tls, policy.Statement[0]
`,
    );
    expect(code).toBe(0);
  });

  it('says where there are none', async () => {
    workspace.write('main.tf.json', stack());
    const { stdout } = await iam('explain', 'arn:aws:sns:eu-west-1:111122223333:t', '.', '--action', 'sns:Publish');
    expect(stdout).toBe('no statement is about arn:aws:sns:eu-west-1:111122223333:t\n');
  });
});

describe('iam effective', () => {
  const boundary = (...statements: object[]): object => ({
    aws_iam_policy: { limit: { policy: policy(...statements) } },
  });
  const bounded = { permissions_boundary: '${aws_iam_policy.limit.arn}' };

  it('lists what is left after denies', async () => {
    workspace.write('main.tf.json', stack());
    const { code, stdout } = await iam('effective', 'aws_iam_role.app', '.');
    expect(stdout).toBe(
      `aws_iam_role.app
  s3:Get* on arn:aws:s3:::data/*
    except s3:* on arn:aws:s3:::data/secret/* (aws_iam_role_policy.inline, policy.Statement[1])
  s3:Get* on arn:aws:s3:::\${var.other}/*
    except s3:* on arn:aws:s3:::data/secret/* (aws_iam_role_policy.inline, policy.Statement[1])
  sqs:* on * if StringEquals aws:RequestedRegion eu-west-1
`,
    );
    expect(code).toBe(0);
  });

  it('leaves out what the boundary does not allow, and says what it needs of it', async () => {
    workspace.write(
      'main.tf.json',
      stack(boundary({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }), bounded),
    );
    const { stdout } = await iam('effective', 'aws_iam_role.app', '.');
    expect(stdout).toBe(
      `aws_iam_role.app
  sqs:* on * if StringEquals aws:RequestedRegion eu-west-1
    within sqs:SendMessage on * (aws_iam_policy.limit, policy.Statement[0])
`,
    );
  });

  it('leaves out what is denied without condition, and keeps NotResource together', async () => {
    const inline = {
      role: 'app',
      policy: policy(
        { Effect: 'Allow', Action: 's3:GetObject', NotResource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
        { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
        { Effect: 'Deny', Action: ['sqs:*', 'sns:*'], Resource: '*' },
      ),
    };
    workspace.write('main.tf.json', stack({ aws_iam_role_policy: { inline } }));
    const { stdout } = await iam('effective', 'aws_iam_role.app', '.');
    expect(stdout).toBe('aws_iam_role.app\n  s3:GetObject on everything but arn:aws:s3:::a/*, arn:aws:s3:::b/*\n');
  });

  it('names policies that it does not know', async () => {
    const attached = {
      aws_iam_role_policy_attachment: { a: { role: 'app', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
    };
    workspace.write('main.tf.json', stack({ ...attached, aws_iam_role_policy: {} }));
    const { stdout } = await iam('effective', 'aws_iam_role.app', '.', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      role: 'aws_iam_role.app',
      permissions: [],
      unknowns: [
        {
          policy: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
          unknown: 'the policy arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      ],
    });
  });
});
