import type { Expression } from './syntax';

/** Collects the pieces of a template and joins literal text. */
export class TemplateParts {
  private readonly parts: (string | Expression)[] = [];
  private trimNext = false;

  constructor(private readonly start: number) {}

  literal(text: string): void {
    const kept = this.trimNext ? text.trimStart() : text;
    if (kept === '') return;
    this.trimNext = false;
    const last = this.parts.at(-1);
    if (typeof last === 'string') this.parts[this.parts.length - 1] = last + kept;
    else this.parts.push(kept);
  }

  expression(expression: Expression): void {
    this.trimNext = false;
    this.parts.push(expression);
  }

  /** `${~` removes the blanks before it. */
  trimEnd(): void {
    const last = this.parts.at(-1);
    if (typeof last !== 'string') return;
    const kept = last.trimEnd();
    if (kept === '') this.parts.pop();
    else this.parts[this.parts.length - 1] = kept;
  }

  /** `~}` removes the blanks after it. */
  trimNextStart(): void {
    this.trimNext = true;
  }

  finish(end: number): Expression {
    const { parts, start } = this;
    const [only] = parts;
    if (only === undefined) return { kind: 'literal', value: '', start, end };
    if (parts.length > 1) return { kind: 'joined', parts, start, end };
    return typeof only === 'string' ? { kind: 'literal', value: only, start, end } : only;
  }
}
