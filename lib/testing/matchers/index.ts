import { toComply } from './to-comply';
import { toHaveNoPlaintextSecret } from './to-have-no-plaintext-secret';
import { toPassRule } from './to-pass-rule';
import { toViolateRule } from './to-violate-rule';

/** All matchers, for `expect.extend(matchers)` of jest or vitest. */
export const matchers = { toComply, toHaveNoPlaintextSecret, toPassRule, toViolateRule };
