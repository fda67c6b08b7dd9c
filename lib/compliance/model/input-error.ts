import type { Position } from './block';

/** Something to be checked cannot be read: not a finding, but an error of the input. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    message: string,
    readonly details: {
      readonly file?: string | undefined;
      readonly position?: Position | undefined;
      /** 2: the input is broken; 3: there is nothing to check. */
      readonly exitCode?: 2 | 3;
      readonly cause?: unknown;
      /** What else is wrong; each is a line of its own in the message. */
      readonly others?: readonly InputError[];
    } = {},
  ) {
    const others = details.others ?? [];
    const lines = [describe(message, details.file, details.position), ...others.map((other) => other.message)];
    super(lines.join('\n'), { cause: details.cause });
  }

  /** Exit code of the command for this error. */
  get exitCode(): 2 | 3 {
    return this.details.exitCode ?? 2;
  }
}

function describe(message: string, file: string | undefined, position: Position | undefined): string {
  const place = position === undefined ? '' : `:${String(position.line)}:${String(position.column)}`;
  return oneLine(file === undefined ? message : `${file}${place}: ${message}`);
}

/** Names of files, blocks and keys may hold line breaks; a message is one line. */
function oneLine(text: string): string {
  return text.replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}
