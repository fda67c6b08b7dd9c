import type { IConstruct } from 'constructs';
import { GuardrailsError } from './guardrails-error';

const CONTEXT_KEY = 'guardrails:profile';

interface ProfileSettings {
  readonly multiAz: boolean;
  readonly clusterReaders: number;
  readonly backupRetentionDays: number;
  readonly logRetentionDays: number;
  readonly insightsRetentionDays: number;
}

/**
 * What an environment is for. A profile sets defaults that cost money (standby copies, length of backups). It never
 * changes encryption, network exposure, privilege or deletion protection.
 */
export class Profile {
  /** Production: the default. Two availability zones, 35 days of backups. */
  static readonly PROD = new Profile('prod', {
    multiAz: true,
    clusterReaders: 1,
    backupRetentionDays: 35,
    logRetentionDays: 365,
    insightsRetentionDays: 7,
  });
  /** Built like production, with 14 days of backups. */
  static readonly STAGING = new Profile('staging', {
    multiAz: true,
    clusterReaders: 1,
    backupRetentionDays: 14,
    logRetentionDays: 365,
    insightsRetentionDays: 7,
  });
  /** One availability zone, 7 days of backups. */
  static readonly DEV = new Profile('dev', {
    multiAz: false,
    clusterReaders: 0,
    backupRetentionDays: 7,
    logRetentionDays: 365,
    insightsRetentionDays: 7,
  });

  private static readonly all: readonly Profile[] = [Profile.PROD, Profile.STAGING, Profile.DEV];
  private static readonly assigned = new WeakMap<IConstruct, Profile>();
  private static readonly read = new WeakSet<IConstruct>();

  /**
   * The profile that holds for a construct: of the nearest scope with `Profile.set`, else the context key
   * `guardrails:profile` (in cdktf.json or on the app), else `PROD`.
   *
   * @throws GuardrailsError PROFILE_UNKNOWN when the context names no profile
   */
  static of(scope: IConstruct): Profile {
    const scopes = scope.node.scopes;
    for (const each of scopes) Profile.read.add(each);
    const nearest = [...scopes].reverse().find((each) => Profile.assigned.has(each));
    return (nearest && Profile.assigned.get(nearest)) ?? Profile.ofContext(scope);
  }

  /**
   * Sets the profile of everything below a scope, such as an app or a stack.
   *
   * @throws GuardrailsError PROFILE_SET_TOO_LATE when a construct below the scope has taken its defaults already
   */
  static set(scope: IConstruct, profile: Profile): void {
    if (Profile.read.has(scope)) {
      throw new GuardrailsError(
        'PROFILE_SET_TOO_LATE',
        `profile ${profile.name} is set after constructs took their defaults; call Profile.set before creating them`,
        scope,
      );
    }
    Profile.assigned.set(scope, profile);
  }

  private static ofContext(scope: IConstruct): Profile {
    const name: unknown = scope.node.tryGetContext(CONTEXT_KEY);
    if (name === undefined || name === null) return Profile.PROD;
    const profile = Profile.all.find((each) => each.name === name);
    if (profile) return profile;
    const allowed = Profile.all.map((each) => each.name).join(', ');
    throw new GuardrailsError(
      'PROFILE_UNKNOWN',
      `context ${CONTEXT_KEY} is ${JSON.stringify(name)}, allowed are ${allowed}; correct it in cdktf.json or on the app`,
      scope,
    );
  }

  /** `prod`, `staging` or `dev`. */
  readonly name: string;
  /** Whether databases keep a standby in a second availability zone. */
  readonly multiAz: boolean;
  /** How many readers a cluster has beside its writer. */
  readonly clusterReaders: number;
  /** Days that automated backups are kept. */
  readonly backupRetentionDays: number;
  /** Days that logs are kept: a year in every profile, which is what audits look back on. */
  readonly logRetentionDays: number;
  /** Days that Performance Insights keeps its history: what costs nothing. */
  readonly insightsRetentionDays: number;

  private constructor(name: string, settings: ProfileSettings) {
    this.name = name;
    this.multiAz = settings.multiAz;
    this.clusterReaders = settings.clusterReaders;
    this.backupRetentionDays = settings.backupRetentionDays;
    this.logRetentionDays = settings.logRetentionDays;
    this.insightsRetentionDays = settings.insightsRetentionDays;
  }

  /** The name. */
  toString(): string {
    return this.name;
  }
}
