import fc from 'fast-check';
import type { Target, Thrown } from './targets';

/** An input may take so long, in milliseconds of this process's CPU time and of the clock. */
const SLOW_MS = 1_000;
/** Inputs that are tried to make one that fails smaller. */
const MOST_SHRINKS = { throws: 400, slow: 5 };

/** One way to fail, and the smallest input that was found for it. */
export interface Failure {
  readonly kind: 'throws' | 'slow';
  readonly target: string;
  readonly rule: string | undefined;
  readonly detail: string;
  readonly input: string;
  /** Inputs that failed in this way. */
  count: number;
}

/** What a campaign found. */
export interface Campaign {
  readonly target: string;
  readonly inputs: number;
  readonly failures: readonly Failure[];
  readonly slowestMs: number;
  /** CPU time of the process, the making of inputs included. */
  readonly cpuMs: number;
}

interface Found {
  readonly signature: string;
  readonly failure: Omit<Failure, 'count' | 'input' | 'target'>;
}

/** Feeds random inputs to a target, and says what failed. Each way of failing is reported once. */
export function campaign(target: Target, runs: number, seed: number, onInput?: () => void): Campaign {
  const known = new Map<string, Failure>();
  const before = process.cpuUsage();
  let slowestMs = 0;
  let done = 0;
  while (done < runs) {
    const search = new Search(known);
    const property = fc.property(target.inputs, (input) => {
      if (!search.isShrinking) onInput?.();
      const { found, ms } = feed(target, input);
      slowestMs = Math.max(slowestMs, ms);
      return !search.isNew(found);
    });
    const details = fc.check(property, { numRuns: runs - done, seed: seed + done });
    done += details.numRuns;
    const { wanted } = search;
    if (!details.failed || wanted === undefined) continue;
    const input = shown(details.counterexample?.[0]);
    known.set(wanted.signature, { ...wanted.failure, target: target.name, input, count: 1 });
  }
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000;
  return { target: target.name, inputs: done, failures: [...known.values()], slowestMs, cpuMs };
}

/** Looks for one new way to fail, then for the smallest input that fails in just that way. */
class Search {
  wanted: Found | undefined;
  private shrinks = 0;

  constructor(private readonly known: ReadonlyMap<string, Failure>) {}

  get isShrinking(): boolean {
    return this.wanted !== undefined;
  }

  isNew(found: readonly Found[]): boolean {
    if (this.wanted !== undefined) {
      this.shrinks += 1;
      return (
        this.shrinks <= MOST_SHRINKS[this.wanted.failure.kind] &&
        found.some(({ signature }) => signature === this.wanted?.signature)
      );
    }
    for (const { signature } of found) {
      const failure = this.known.get(signature);
      if (failure !== undefined) failure.count += 1;
    }
    this.wanted = found.find(({ signature }) => !this.known.has(signature));
    return this.wanted !== undefined;
  }
}

function feed(target: Target, input: unknown): { readonly found: readonly Found[]; readonly ms: number } {
  const cpu = process.cpuUsage();
  const started = performance.now();
  let thrown: readonly Thrown[];
  try {
    thrown = target.feed(input);
  } catch (error) {
    thrown = [{ stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
  }
  // The clock alone says more about the machine's other work, the CPU time alone about the compiler's and collector's.
  const { user, system } = process.cpuUsage(cpu);
  const ms = Math.min(performance.now() - started, (user + system) / 1_000);
  const found = thrown.map((each): Found => ({
    signature: `${each.rule ?? ''} ${whereOf(each.stack)}`,
    failure: { kind: 'throws', rule: each.rule, detail: each.stack },
  }));
  if (ms <= SLOW_MS) return { found, ms };
  const slow = { kind: 'slow', rule: undefined, detail: `${ms.toFixed(0)} ms` } as const;
  return { found: [...found, { signature: 'slow', failure: slow }], ms };
}

/** The kind of the error and the place that threw it: the same for all inputs that fail alike. */
function whereOf(stack: string): string {
  const [message = ''] = stack.split('\n');
  const frame = /^\s*at .*$/m.exec(stack)?.[0] ?? '';
  return `${message.split(':')[0] ?? ''}${frame}`;
}

function shown(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}
