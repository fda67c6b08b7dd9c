import type { PolicyDocument, PolicyText, Statement } from '../compliance/model/policy-document-types';
import type { Unknown } from '../compliance/model/value';
import type { LintCode, LintedElement, LintedKind, LintFinding, LintLevel, LintPlace, LintUndecided } from './finding';

/** What is known of a policy beside its document. */
export interface LintOptions {
  readonly kind: LintedKind;
  /** For the policy of a resource: the service that keeps it, such as `s3`. */
  readonly service?: string | undefined;
  /** Characters that count against the quota, as far as they are known. */
  readonly size?: PolicySize | undefined;
}

/** Characters of a policy and how many AWS takes. */
export interface PolicySize {
  /** Without white space; expressions count as nothing. */
  readonly characters: number;
  /** What AWS takes at most, whatever the account. */
  readonly limit: number;
  /** What AWS takes unless the account has asked for more. */
  readonly usual?: number;
}

/** Collects what the checks of one document say. */
export class LintContext {
  readonly findings: LintFinding[] = [];
  readonly undecided: LintUndecided[] = [];

  constructor(
    readonly document: PolicyDocument,
    readonly options: LintOptions,
  ) {}

  report(level: LintLevel, code: LintCode, place: LintPlace, message: string, observed?: string): void {
    this.findings.push({
      level,
      code,
      message,
      ...this.narrowed(place),
      ...(observed === undefined ? {} : { observed }),
    });
  }

  leave(place: LintPlace, value: Unknown): void {
    this.undecided.push({ ...this.narrowed(place), value });
  }

  /** The only text of an element may stand there without a list. */
  private narrowed({ index, ...place }: LintPlace): LintPlace {
    const statement = this.document.statements[place.statement ?? -1];
    const list = statement === undefined || index === undefined ? undefined : listOf(statement, place.element);
    return index === undefined || (list !== undefined && list.length < 2) ? place : { ...place, index };
  }
}

/** The list of an element that is one of texts. */
export function listOf(statement: Statement, element: LintedElement | undefined): readonly PolicyText[] | undefined {
  switch (element) {
    case 'Action':
      return statement.actions;
    case 'NotAction':
      return statement.notActions;
    case 'Resource':
      return statement.resources;
    case 'NotResource':
      return statement.notResources;
    default:
      return undefined;
  }
}

/** A statement and its place in the document. */
export interface LintedStatement {
  readonly statement: Statement;
  readonly index: number;
}
