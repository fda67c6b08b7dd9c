import type { ToolError } from '../compliance/engine/assessment';
import { UnknownNameError } from '../compliance/engine/rule-selection';
import { maskSentence } from '../compliance/engine/redact';
import { InputError } from '../compliance/model/input-error';
import { shorten, visible } from '../reporters/visible-text';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { UsageError } from './usage-error';

/** A name in the message may be as long as its file. */
const LONGEST_LINE = 1000;

/** Says on stderr why the command ended early, with a stack only for `--debug`. */
export function printError(error: unknown, io: Pick<Io, 'stderr'>, debug: boolean): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  const expected = error instanceof InputError || error instanceof UnknownNameError || error instanceof UsageError;
  const text = expected ? message : `unexpected error: ${message}; run again with --debug for the stack, and report it`;
  io.stderr.write(`error: ${visibleLines(text)}\n`);
  if (debug) io.stderr.write(`${visibleLines(stackOf(error))}\n`);
  return error instanceof InputError ? error.exitCode : ExitCode.error;
}

/** Says on stderr which rules threw. One line a rule: one mistake in it shows on every block. */
export function printRuleErrors(errors: readonly ToolError[], io: Pick<Io, 'stderr'>, debug: boolean): void {
  const byRule = new Map<string, ToolError[]>();
  for (const error of errors) {
    const known = byRule.get(error.rule);
    if (known === undefined) byRule.set(error.rule, [error]);
    else known.push(error);
  }
  for (const [first, ...others] of byRule.values()) {
    if (first === undefined) continue;
    const more = others.length === 0 ? '' : ` (and on ${String(others.length)} more)`;
    const text = `rule ${first.rule} failed on ${first.address} in ${first.file}${more}: ${first.message}; the result is incomplete`;
    io.stderr.write(`error: ${shorten(visible(text), LONGEST_LINE)}\n`);
    if (debug && first.stack !== undefined) io.stderr.write(`${visibleLines(first.stack)}\n`);
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** What is quoted of the settings or of an input may hold a credential. */
function visibleLines(text: string): string {
  return maskSentence(text)
    .split('\n')
    .map((line) => shorten(visible(line), LONGEST_LINE))
    .join('\n');
}
