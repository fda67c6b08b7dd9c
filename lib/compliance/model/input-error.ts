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
    } = {},
  ) {
    super(describe(message, details.file, details.position), { cause: details.cause });
  }

  get exitCode(): 2 | 3 {
    return this.details.exitCode ?? 2;
  }
}

function describe(message: string, file: string | undefined, position: Position | undefined): string {
  if (file === undefined) return message;
  const place = position === undefined ? '' : `:${String(position.line)}:${String(position.column)}`;
  return `${file}${place}: ${message}`;
}
