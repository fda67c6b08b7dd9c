import type { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { watchLockouts } from './deny-guards/watch-lockouts';
import { PolicyDocument, policyText, statementText } from './policy-document';
import { policySize, type PolicySize } from './policy-size';
import { PolicyStatement } from './policy-statement';
import { statementKey } from './statement-json';

/** Longest managed policy that IAM takes, in characters without white space. */
export const MAX_POLICY_LENGTH = 6144;

/** Rules that judge the statements of a managed policy. */
export const POLICY_RULES: readonly string[] = [
  'iam-policy-data-read-scoped',
  'iam-policy-explicit-version',
  'iam-policy-no-allow-notaction',
  'iam-policy-no-assume-any-role',
  'iam-policy-no-credential-creation-all',
  'iam-policy-no-full-admin',
  'iam-policy-no-kms-decrypt-all',
  'iam-policy-no-privilege-escalation',
  'iam-policy-no-resource-exposure',
  'iam-policy-no-service-wildcard',
  'iam-policy-no-unconstrained-read',
  'iam-policy-no-unconstrained-resource',
  'iam-policy-passrole-scoped',
  'iam-policy-secrets-read-scoped',
  'iam-policy-valid',
];

/** One managed policy of several that hold the statements of a role together. */
export interface PolicyPart {
  readonly policy: IamPolicy;
  /** End of the ids that belong to the part: empty for the first, a hash of the statement that opened it for others. */
  readonly idSuffix: string;
}

interface OpenPart extends PolicyPart {
  readonly document: PolicyDocument;
  size: PolicySize;
}

export interface PolicyPartsOptions {
  /** Code of the guarantee about the statements. */
  readonly code: string;
  /** What to do instead of changing a policy. */
  readonly instead: string;
  /** What every policy of them says about itself. */
  readonly description: string;
  /** Name of the first; later ones get the hash of their id added. Undefined: Terraform makes names up. */
  readonly policyName?: string;
  readonly path?: string;
  readonly tags?: Record<string, string>;
  /** True while one more managed policy can be attached. */
  readonly hasRoom: () => boolean;
  /** Called once for each new policy. */
  readonly onPart: (part: PolicyPart) => void;
}

const EMPTY = policySize(policyText([]));

function plus(size: PolicySize, added: PolicySize): PolicySize {
  return { certain: size.certain + added.certain, estimated: size.estimated + added.estimated };
}

/** Looks at the resources of a statement again when the app is synthesised, where some of them are tokens. */
export function checkResourcesWhenKnown(owner: Construct, statement: PolicyStatement): void {
  const { Resource: resources = [] } = PolicyStatement._jsonOf(statement);
  if (!resources.some((resource) => isUnresolved(resource))) return;
  owner.node.addValidation({ validate: () => [...PolicyStatement._faultsWhenKnown(statement, owner)] });
}

/**
 * Spreads statements over managed policies: each goes to the first one that has room for it, so that adding statements
 * leaves those before them where they are.
 */
export class PolicyParts {
  private readonly parts: OpenPart[] = [];
  private readonly partOfStatement = new Map<string, OpenPart>();
  private readonly sids = new Set<string>();

  constructor(
    private readonly owner: Construct,
    private readonly options: PolicyPartsOptions,
  ) {}

  /** The policies made until now. */
  get all(): readonly PolicyPart[] {
    return this.parts;
  }

  /** Adds a statement, unless it is there already, and returns the policy that holds it. */
  add(statement: PolicyStatement): PolicyPart {
    const json = PolicyStatement._jsonOf(statement);
    const key = statementKey(resolveTokens(this.owner, json));
    const known = this.partOfStatement.get(key);
    if (known !== undefined) return known;
    this.requireOwnSid(json.Sid);
    const added = policySize(`,${statementText(resolveTokens(this.owner, json) as typeof json)}`);
    const part = this.partFor(added, key);
    part.document.addStatements(statement);
    checkResourcesWhenKnown(this.owner, statement);
    watchLockouts(this.owner, statement);
    part.size = plus(part.size, added);
    this.partOfStatement.set(key, part);
    return part;
  }

  private requireOwnSid(sid: string | undefined): void {
    if (sid === undefined) return;
    if (this.sids.has(sid)) {
      throw new GuardrailsError(
        'POLICY_SID_DUPLICATE',
        `sid ${JSON.stringify(sid)} is taken by another statement; give each statement its own, or none`,
        this.owner,
      );
    }
    this.sids.add(sid);
  }

  private partFor(added: PolicySize, key: string): OpenPart {
    if (plus(EMPTY, added).certain > MAX_POLICY_LENGTH) {
      throw this.tooLarge(`a statement is at least ${added.certain} characters long`, 'name fewer resources in it');
    }
    const fits = (measure: keyof PolicySize) =>
      this.parts.find(({ size }) => plus(size, added)[measure] <= MAX_POLICY_LENGTH);
    const part = fits('estimated') ?? (this.options.hasRoom() ? this.open(key) : fits('certain'));
    if (part !== undefined) return part;
    throw this.tooLarge(
      `the statements need more than the ${this.parts.length} managed policies that can be attached`,
      'grant less, or split the role',
    );
  }

  private tooLarge(problem: string, remedy: string): GuardrailsError {
    const text = `${problem}, allowed are ${MAX_POLICY_LENGTH} characters a policy; ${remedy}`;
    return new GuardrailsError('POLICY_TOO_LARGE', text, this.owner);
  }

  private open(key: string): OpenPart {
    const { code, instead, description, policyName, path, tags, onPart } = this.options;
    const idSuffix = this.parts.length === 0 ? '' : `-${contentHash(key)}`;
    const document = new PolicyDocument();
    const text = document.toString();
    const policy = new aws.iamPolicy.IamPolicy(this.owner, `Policy${idSuffix}`, {
      name: policyName === undefined ? undefined : `${policyName}${idSuffix}`,
      path,
      description,
      policy: text,
      tags,
    });
    guarantee(this.owner, policy, [
      {
        code,
        attribute: 'policy',
        value: text,
        promise: 'the statements that were granted',
        instead,
        rules: POLICY_RULES,
      },
    ]);
    const part: OpenPart = { policy, idSuffix, document, size: EMPTY };
    this.parts.push(part);
    onPart(part);
    return part;
  }
}
