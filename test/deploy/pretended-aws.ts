import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { devNull } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;

/** A proxy that answers for AWS: terraform needs no other endpoint. */
export interface PretendedAws {
  /** What a program needs to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

/**
 * Starts moto's proxy on a port of its own.
 *
 * @param log file that takes what it prints
 */
export async function startPretendedAws(log: string): Promise<PretendedAws> {
  const { MOTO_PYTHON: python, MOTO_CA: authority } = process.env;
  if (python === undefined || authority === undefined) throw new Error('run scripts/deploy.sh: it sets MOTO_PYTHON');
  const port = await freePort();
  const output = openSync(log, 'w');
  const child = spawn(python, [path.join(__dirname, 'pretended_aws.py'), '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', output, output],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  closeSync(output);
  const limit = Date.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > limit) throw new Error(`moto did not start, see ${log}`);
    await wait(200);
  }
  const proxy = `http://127.0.0.1:${String(port)}`;
  return {
    environment: {
      HTTPS_PROXY: proxy,
      HTTP_PROXY: proxy,
      https_proxy: proxy,
      http_proxy: proxy,
      NO_PROXY: '127.0.0.1,localhost',
      no_proxy: '127.0.0.1,localhost',
      AWS_CA_BUNDLE: path.resolve(authority),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '3',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_ACCESS_KEY_ID: 'pretended',
      AWS_SECRET_ACCESS_KEY: 'pretended',
    },
    stop: async () => {
      child.kill();
      await ended(child);
    },
  };
}
