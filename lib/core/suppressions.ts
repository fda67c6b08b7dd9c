import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from './guardrails-error';
import { shown } from './texts';
import { isUnresolved } from './tokens';

/** A decision to accept the findings of one rule. */
export interface SuppressionProps {
  /** Id of the rule whose findings are accepted, or the id of an equivalent check, such as `CKV_AWS_16`. */
  readonly rule: string;

  /** Why the findings are acceptable: at least 15 characters. Stands in every report. */
  readonly reason: string;

  /**
   * Who decided.
   *
   * @default - not said
   */
  readonly owner?: string;

  /**
   * Where the decision is written, such as a ticket.
   *
   * @default - not said
   */
  readonly ticket?: string;

  /**
   * Last day on which it holds, such as `2027-01-31`, in UTC. An expired suppression is an error.
   *
   * @default - never
   */
  readonly expires?: string;

  /**
   * Accepts only findings whose attribute path or message holds this text.
   *
   * @default - all findings of the rule
   */
  readonly match?: string;
}

const SHORTEST_REASON = 15;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const PATH = '//.guardrails.suppressions';

const written = new WeakMap<TerraformStack, Record<string, string>[]>();

/**
 * Decisions to accept findings about a construct and everything below it. They are written into the synthesised JSON,
 * next to the construct paths, so that every check of it knows them. (`Testing.synth` leaves both out.)
 */
export class Suppressions {
  /**
   * The suppressions of a construct, or of a stack with everything in it.
   *
   * @throws GuardrailsError SUPPRESSION_INVALID for what stands in no stack
   */
  static of(scope: IConstruct): Suppressions {
    const stack = scope.node.scopes.find((each) => TerraformStack.isStack(each));
    if (stack === undefined) throw invalid('suppressions stand in a stack; pass a stack, or a construct of one', scope);
    return new Suppressions(scope, stack);
  }

  private constructor(
    private readonly scope: IConstruct,
    private readonly stack: TerraformStack,
  ) {}

  /**
   * Accepts the findings of a rule.
   *
   * @throws GuardrailsError SUPPRESSION_INVALID without a reason of 15 characters, or with a date that is none
   */
  add(suppression: SuppressionProps): this {
    const known = written.get(this.stack) ?? [];
    known.push({ ...this.checked(suppression), constructPath: this.scope.node.path });
    written.set(this.stack, known);
    this.stack.addOverride(PATH, known);
    return this;
  }

  private checked({ rule, reason, owner, ticket, expires, match }: SuppressionProps): Record<string, string> {
    const texts = Object.entries({ rule, reason, owner, ticket, expires, match });
    for (const [name, value] of texts) {
      const isOptional = name !== 'rule' && name !== 'reason';
      if (value === undefined && isOptional) continue;
      if (typeof value !== 'string' || value.trim() === '' || isUnresolved(value))
        throw invalid(`${name} is ${shown(value)}, allowed is a text that is known now; write it out`, this.scope);
    }
    if (reason.trim().length < SHORTEST_REASON)
      throw invalid(
        `reason is ${shown(reason)}, allowed are ${String(SHORTEST_REASON)} characters and more; say why the findings are acceptable`,
        this.scope,
      );
    if (expires !== undefined && (!DATE.test(expires) || !isDay(expires)))
      throw invalid(`expires is ${shown(expires)}, allowed is a date as in 2027-01-31; write one`, this.scope);
    return Object.fromEntries(texts.filter(([, value]) => value !== undefined)) as Record<string, string>;
  }
}

/** February has no 31st, although JavaScript takes it for a day in March. */
function isDay(date: string): boolean {
  return new Date(date).getUTCDate() === Number(date.slice(-2));
}

function invalid(problem: string, scope: IConstruct): GuardrailsError {
  return new GuardrailsError('SUPPRESSION_INVALID', problem, scope);
}
