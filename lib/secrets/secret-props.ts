import type { IKey } from '../encryption/key-ref';

/** How Secrets Manager generates a value when Terraform applies. */
export interface GeneratedSecretValue {
  /**
   * Characters of the password: 20 to 4096.
   *
   * @default 32
   */
  readonly passwordLength?: number;

  /**
   * Characters that the password may not have, such as `"@/\`: 32 at the most.
   *
   * @default - none
   */
  readonly excludeCharacters?: string;

  /**
   * Leaves out punctuation.
   *
   * @default false
   */
  readonly excludePunctuation?: boolean;

  /**
   * Makes the value a JSON object, which holds the password under this name.
   *
   * @default - the value is the password itself
   */
  readonly jsonKey?: string;

  /**
   * Further members of the JSON object, such as `{ username: 'app' }`. Nothing secret: they stand in the JSON of the
   * stack. Needs `jsonKey`.
   *
   * @default - none
   */
  readonly jsonMembers?: Record<string, string>;
}

/** A copy of the secret in another region. */
export interface SecretReplica {
  /** Region of the copy, such as `eu-central-1`. */
  readonly region: string;

  /** ARN of a customer managed key in that region. */
  readonly keyArn: string;
}

/** Props of `Secret`. */
export interface SecretProps {
  /**
   * Name of the secret: 1 to 512 letters, digits and `/_+=.@-`. A deleted secret keeps its name for the recovery window.
   *
   * @default - Terraform makes one up
   */
  readonly secretName?: string;

  /**
   * What the secret is for: 2048 characters at the most.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Customer managed key that encrypts the value: symmetric, in the region of the stack.
   *
   * @default - a new key of the secret's own
   */
  readonly encryptionKey?: IKey;

  /**
   * Value, as one expression that Terraform evaluates when it applies, such as `${ephemeral.random_password.api.result}`.
   * Written through a write-only argument: it is neither in the JSON nor in the state. Needs Terraform 1.11.
   *
   * @default - the secret is created without a value, unless `generatedValue` is given; set it outside of Terraform
   */
  readonly secretStringWo?: string;

  /**
   * Lets Secrets Manager generate the value when Terraform applies, by an ephemeral block and a write-only argument: it
   * is neither in the JSON nor in the state. Needs Terraform 1.11. Not together with `secretStringWo`.
   *
   * @default - nothing is generated
   */
  readonly generatedValue?: GeneratedSecretValue;

  /**
   * Raise it to write the value again, or to generate another: Terraform cannot see that it has changed.
   *
   * @default 1
   */
  readonly secretStringWoVersion?: number;

  /**
   * Days that a deleted secret can still be restored: 7 to 30. Less than 30 makes the default weaker.
   *
   * @default 30
   */
  readonly recoveryWindowDays?: number;

  /**
   * Copies in other regions, each under a key of its own.
   *
   * @default - none
   */
  readonly replicas?: SecretReplica[];

  /**
   * Why defaults of this construct, or of its rotation, are made weaker; shown by `Guardrails.loosened` and in the
   * report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the secret and of its own key: texts, 50 at the most.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** What must be known of a secret that was made elsewhere. */
export interface SecretAttributes {
  /** Full ARN of the secret, with its six random characters. */
  readonly secretArn: string;

  /**
   * Customer managed key that encrypts the secret.
   *
   * @default - none: grants do not include decryption
   */
  readonly encryptionKey?: IKey;

  /**
   * Who lets the roles of another account read the secret that grants are made to: its policy is not changed from here.
   * Such as `the data team names our role in the policy, DATA-123`. The key needs a reason of its own.
   *
   * @default - none: a grant across accounts throws
   */
  readonly admittedByOwnerReason?: string;
}
