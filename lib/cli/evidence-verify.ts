import { InputError } from '../compliance/model/input-error';
import { decodeUtf8 } from '../compliance/model/utf8-text';
import { canonicalJson } from '../evidence/canonical-json';
import { diffEvidence } from '../evidence/diff-evidence';
import { diffText } from '../evidence/diff-text';
import type { Evidence } from '../evidence/evidence';
import { parseEvidence } from '../evidence/read-evidence';
import { isSigned, KeyError } from '../evidence/signature';
import { counted } from '../reporters/summary-line';
import { visible } from '../reporters/visible-text';
import { hashOf, readBytes, signatureOf } from './evidence-files';
import { ExitCode } from './exit-code';
import type { Io } from './io';

export interface VerifyEvidenceOptions {
  readonly key: string;
  readonly inputs?: boolean;
  readonly debug?: boolean;
}

/** Prints what differs between two manifests. */
export function compareEvidence(old: string, next: string, format: string, io: Io): ExitCode {
  const diff = diffEvidence(readEvidence(old, io), readEvidence(next, io));
  io.stdout.write(format === 'json' ? canonicalJson(diff) : diffText(diff));
  return diff.changed ? ExitCode.findings : ExitCode.ok;
}

/** Says whether a manifest is what was signed, and with `inputs` whether the files are those that it is about. */
export function verifyEvidence(file: string, options: VerifyEvidenceOptions, io: Io): ExitCode {
  const bytes = readBytes(file, io.cwd, 'the manifest');
  const name = signatureOf(file);
  const signature = readBytes(name, io.cwd, 'the signature').toString('utf8');
  const key = readBytes(options.key, io.cwd, 'the key').toString('utf8');
  const problem = problemOf(bytes, signature, key, options.key);
  if (problem !== undefined) {
    io.stderr.write(`error: ${visible(`${file}: ${problem}`)}\n`);
    return ExitCode.findings;
  }
  const evidence = parseEvidence(decodeUtf8(bytes, file), file);
  const changed = options.inputs === true ? changedInputs(evidence, io) : [];
  for (const line of changed) io.stderr.write(`error: ${visible(line)}\n`);
  if (changed.length > 0) return ExitCode.findings;
  const inputs = options.inputs === true ? `, ${counted(evidence.inputs.length, 'input')} unchanged` : '';
  io.stdout.write(`${visible(file)}: the signature is valid${inputs}\n`);
  return ExitCode.ok;
}

function problemOf(bytes: Buffer, signature: string, key: string, keyFile: string): string | undefined {
  try {
    if (isSigned(bytes, signature, key)) return undefined;
    return 'the signature does not fit: the manifest was changed, or signed with another key';
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    if (error.problem === 'kind') return `${keyFile}: ${error.message}`;
    throw new InputError(error.message, { file: keyFile, cause: error });
  }
}

function changedInputs({ inputs, settingsFiles }: Evidence, { cwd }: Io): readonly string[] {
  return [...inputs, ...settingsFiles].flatMap(({ file, sha256 }) => {
    const found = hashOf(file, cwd);
    if (found === sha256) return [];
    return [`${file}: ${found === undefined ? 'it cannot be read' : 'it is not the file that was checked'}`];
  });
}

function readEvidence(file: string, { cwd }: Io): Evidence {
  return parseEvidence(decodeUtf8(readBytes(file, cwd, 'the manifest'), file), file);
}
