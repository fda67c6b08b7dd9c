import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { CreateEvidenceOptions } from './evidence-create';
import type { VerifyEvidenceOptions } from './evidence-verify';
import type { Io } from './io';

/** The commands that make, compare and verify manifests of evidence. */
export function addEvidenceCommands(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const evidence = program.command('evidence').description('record what the rules say, for auditors');

  evidence
    .command('create')
    .description('write a manifest: controls, findings, suppressions, and the hashes of what was checked')
    .argument('[path...]', 'as for check; plans and states too')
    .option('--pack <names>', 'packs to record (repeat, or separate by commas)', addNames)
    .option('--out <file>', 'the manifest', 'evidence.json')
    .option('--sign <key>', 'sign it with an Ed25519 private key (PEM); the signature goes to <file>.sig')
    .option('--time [when]', 'record a time: this one (ISO 8601), or that of the run; without it none')
    .option('--required-tag <key>', 'record which taggable resources have the tag (repeat)', addText)
    .option('--name-pattern <regex>', 'record which names match; type=regex for one type (repeat)', addText)
    .option('--config <file>', 'settings file (default: guardrails.config.json of the working directory)')
    .option('--baseline <file>', 'findings accepted at adoption (default: guardrails.baseline.json, where it exists)')
    .option('--account-baseline', 'record what the baseline of an account lacks, in every stack')
    .option('--allow-stale', 'record output that is older than its sources')
    .option('--debug', 'print the stack of an error')
    .action((paths: string[], options: CreateEvidenceOptions) => {
      const { createEvidence } = require('./evidence-create') as typeof import('./evidence-create');
      done(createEvidence(paths, options, io));
    });

  evidence
    .command('diff')
    .description('say which controls, rules and findings differ; exit code 1 where any does')
    .argument('<old>', 'a manifest')
    .argument('<new>', 'a later manifest')
    .addOption(new Option('--format <name>', 'format of the differences').choices(['text', 'json']).default('text'))
    .option('--debug', 'print the stack of an error')
    .action((old: string, next: string, { format }: { readonly format: string }) => {
      const { compareEvidence } = require('./evidence-verify') as typeof import('./evidence-verify');
      done(compareEvidence(old, next, format, io));
    });

  evidence
    .command('verify')
    .description('check the signature of a manifest; exit code 1 where it does not hold')
    .argument('<file>', 'the manifest; its signature is <file>.sig')
    .requiredOption('--key <key>', 'the Ed25519 public key (PEM)')
    .option('--inputs', 'compare the inputs with their hashes too, from the working directory')
    .option('--debug', 'print the stack of an error')
    .action((file: string, options: VerifyEvidenceOptions) => {
      const { verifyEvidence } = require('./evidence-verify') as typeof import('./evidence-verify');
      done(verifyEvidence(file, options, io));
    });
}

function addNames(text: string, known: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('A name is empty.');
  return [...new Set([...known, ...names])];
}

function addText(text: string, known: readonly string[] = []): readonly string[] {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return [...known, text];
}
