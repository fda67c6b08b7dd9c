import type { PolicyDocument, PolicyText, Statement } from '../compliance/model/policy-document-types';
import { isUnknown, Unknown } from '../compliance/model/value';
import { both, either, type Truth } from '../compliance/reading/truth';
import type { DecidingStatement, PolicyKind } from './evaluation';
import type { NamedPolicy } from './named-policy';
import { concerns, matchPrincipal, type PrincipalMatch } from './principal-match';
import type { RequestPrincipal } from './request';
import type { RequestKeys } from './request-keys';
import { matchStatement } from './statement-match';

/** What the policies of one level say of a request. */
export interface PolicyVerdict {
  readonly denies: Truth;
  readonly allows: Truth;
  /** For policies of a resource: how those that allow name the caller. */
  readonly grants: PrincipalMatch;
  readonly denying: readonly DecidingStatement[];
  readonly allowing: readonly DecidingStatement[];
}

export interface ReadingRequest {
  readonly principal: RequestPrincipal;
  readonly action: string;
  readonly resource: PolicyText;
  readonly keys: RequestKeys;
}

/** Policies with variables; `2008-10-17`, and policies that do not say, have none. */
const WITH_VARIABLES = '2012-10-17';
const VERSIONS: ReadonlySet<string> = new Set([WITH_VARIABLES, '2008-10-17']);
const NAMES_PRINCIPALS: ReadonlySet<PolicyKind> = new Set(['resource policy', 'resource control policy']);

/** Holds policies against a request. */
export function readPolicies(
  policies: readonly NamedPolicy[],
  kind: PolicyKind,
  request: ReadingRequest,
): PolicyVerdict {
  const reading = new PolicyReading(kind, request);
  for (const policy of policies) reading.add(policy);
  return reading.verdict;
}

class PolicyReading {
  private denies: Truth = false;
  private allows: Truth = false;
  private direct: Truth = false;
  private role: Truth = false;
  private account: Truth = false;
  private everyone: Truth = false;
  private readonly denying: DecidingStatement[] = [];
  private readonly allowing: DecidingStatement[] = [];

  constructor(
    private readonly kind: PolicyKind,
    private readonly request: ReadingRequest,
  ) {}

  get verdict(): PolicyVerdict {
    const { denies, allows, direct, role, account, everyone, denying, allowing } = this;
    return { denies, allows, grants: { direct, role, account, everyone }, denying, allowing };
  }

  add({ name, document }: NamedPolicy): void {
    if (isUnknown(document)) {
      this.addUnknown(name, document);
      return;
    }
    if (document.invalid !== undefined) {
      this.addUnknown(name, new Unknown(`a policy that AWS refuses (${document.invalid})`));
      return;
    }
    if (typeof document.version === 'string' && !VERSIONS.has(document.version)) {
      this.addUnknown(name, new Unknown(`a policy that AWS refuses (version ${document.version})`));
      return;
    }
    for (const hidden of document.unknowns) this.addUnknown(name, hidden);
    this.addStatements(name, document);
  }

  private addStatements(name: string, { version, statements }: PolicyDocument): void {
    const { keys } = this.request;
    const variables = version === WITH_VARIABLES ? keys : undefined;
    const hiddenVersion = isUnknown(version) ? version : undefined;
    const needsResource = !NAMES_PRINCIPALS.has(this.kind);
    const request = { ...this.request, variables, needsResource };
    for (const statement of statements) {
      const matched = matchStatement(statement, request);
      if (matched === false && hiddenVersion === undefined) continue;
      const applies = hiddenVersion === undefined ? matched : this.underAnyVersion(statement, hiddenVersion);
      if (applies === false) continue;
      const grants = this.principalOf(statement);
      const truth = both(applies, concerns(grants));
      if (truth === false) continue;
      this.record(name, statement, truth, applies, grants);
    }
  }

  /** What holds with variables and without. */
  private underAnyVersion(statement: Statement, hidden: Unknown): Truth {
    const needsResource = !NAMES_PRINCIPALS.has(this.kind);
    const read = (variables: RequestKeys | undefined): Truth =>
      matchStatement(statement, { ...this.request, variables, needsResource });
    const [plain, replaced] = [read(undefined), read(this.request.keys)];
    return plain === replaced ? plain : hidden;
  }

  private principalOf(statement: Statement): PrincipalMatch {
    if (NAMES_PRINCIPALS.has(this.kind)) return matchPrincipal(statement, this.request.principal);
    const isNamed = statement.principals !== undefined || statement.notPrincipals !== undefined;
    const direct = isNamed ? new Unknown(`a Principal in a ${this.kind}, which AWS refuses`) : true;
    return { direct, role: false, account: false, everyone: false };
  }

  private record(policy: string, statement: Statement, truth: Truth, applies: Truth, grants: PrincipalMatch): void {
    const { effect } = statement;
    const mayAllow = effect !== 'Deny';
    const certain: Truth = isUnknown(effect) ? effect : truth;
    const entry: DecidingStatement = {
      policy,
      kind: this.kind,
      statement,
      effect: isUnknown(effect) ? 'Unknown' : effect,
      unknown: isUnknown(certain) ? certain : undefined,
    };
    if (effect !== 'Allow') {
      this.denies = either(this.denies, certain);
      this.denying.push(entry);
    }
    if (!mayAllow) return;
    const limit: Truth = isUnknown(effect) ? effect : applies;
    this.allows = either(this.allows, certain);
    this.direct = either(this.direct, both(limit, grants.direct));
    this.role = either(this.role, both(limit, grants.role));
    this.account = either(this.account, both(limit, grants.account));
    this.everyone = either(this.everyone, both(limit, grants.everyone));
    this.allowing.push(entry);
  }

  private addUnknown(policy: string, unknown: Unknown): void {
    const entry = { policy, kind: this.kind, statement: undefined, effect: 'Unknown', unknown } as const;
    this.denies = either(this.denies, unknown);
    this.allows = either(this.allows, unknown);
    this.direct = either(this.direct, unknown);
    this.denying.push(entry);
    this.allowing.push(entry);
  }
}
