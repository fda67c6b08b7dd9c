import { toAllow } from './to-allow';
import { toComply } from './to-comply';
import { toDeny } from './to-deny';
import { toHaveNoPlaintextSecret } from './to-have-no-plaintext-secret';
import { toMatchProviderSchema } from './to-match-provider-schema';
import { toPassRule } from './to-pass-rule';
import { toViolateRule } from './to-violate-rule';

/** All matchers, for `expect.extend(matchers)` of jest or vitest. */
export const matchers = {
  /** A role may certainly do something. */
  toAllow,
  /** Every rule of packs, or every rule named, holds. */
  toComply,
  /** A role may certainly not do something. */
  toDeny,
  /** No secret is spelt out. */
  toHaveNoPlaintextSecret,
  /** Every block is one that the provider accepts. */
  toMatchProviderSchema,
  /** One rule holds, and there is something that it judges. */
  toPassRule,
  /** One rule is broken. */
  toViolateRule,
};
