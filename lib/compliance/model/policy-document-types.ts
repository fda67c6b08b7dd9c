import type { Block } from './block';
import type { Unknown } from './value';

/** Text of a policy that may not be known yet. */
export type PolicyText = string | Unknown;

export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for the element `"Principal": "*"`. */
  readonly type: PolicyText;
  /** ARNs, account ids, service names. One unknown alone may stand for a whole list. */
  readonly identifiers: readonly PolicyText[];
}

/** One key of one operator of a statement's conditions. */
export interface Condition {
  /** `StringEquals`, `ForAnyValue:ArnLike`. */
  readonly operator: PolicyText;
  /** `aws:SourceArn`, letter case as written. */
  readonly key: PolicyText;
  readonly values: readonly PolicyText[];
}

/** A statement of a policy. A list is undefined where its element is absent; a list that is unknown is one unknown. */
export interface Statement {
  readonly sid: PolicyText | undefined;
  readonly effect: 'Allow' | 'Deny' | Unknown;
  readonly actions: readonly PolicyText[] | undefined;
  readonly notActions: readonly PolicyText[] | undefined;
  readonly resources: readonly PolicyText[] | undefined;
  readonly notResources: readonly PolicyText[] | undefined;
  readonly principals: readonly Principal[] | undefined;
  readonly notPrincipals: readonly Principal[] | undefined;
  /** All of them must hold. Empty without conditions. */
  readonly conditions: readonly Condition[];
  /** Path to show, from the block: `policy.Statement[1]`, `statement[1]`. */
  readonly path: string;
  /** The block in which the statement is written: the data source, or the resource that holds the policy. */
  readonly block: Block | undefined;
}

/** A policy as far as it is known. Nothing may be concluded from what it lacks unless `unknowns` is empty. */
export interface PolicyDocument {
  /** `2012-10-17`; undefined where the document does not say (AWS then reads it as `2008-10-17`). */
  readonly version: PolicyText | undefined;
  readonly id: PolicyText | undefined;
  readonly statements: readonly Statement[];
  /** Parts that cannot be read before Terraform runs: statements, source documents, element names. */
  readonly unknowns: readonly Unknown[];
  /** Why AWS would refuse the document; undefined for a document in order. Statements that can be read are there. */
  readonly invalid: string | undefined;
}

/** Where a policy is written. */
export interface PolicyPlace {
  readonly block: Block;
  /** Path of the attribute that holds the policy: `policy`, `inline_policy[0].policy`. */
  readonly path: string;
}
