/**
 * Opt-in preload: `node -r cdktf-guardrails/register main.js`, or the first import of the app; in Jest it belongs into
 * `setupFiles`. From then on CDKTF writes where each resource was created to `//.metadata.stackTrace`, for resources of
 * the provider too: paths relative to the working directory, at most three frames of the user's own code. The context
 * `"guardrails:sourceLines": false` of cdktf.json switches it off.
 */
import { Node } from 'constructs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { captureStack } from './core/user-frames';
import { TRACE_TYPE, writtenTrace } from './core/written-trace';

const FRAMES = 3;
const REGISTERED = Symbol.for('cdktf-guardrails/register');

type AddMetadata = Node['addMetadata'];

interface MetadataHolder {
  readonly _metadata?: readonly { readonly type: string }[];
}

function register(prototype: Node & { [REGISTERED]?: boolean }): void {
  if (prototype[REGISTERED] === true) return;
  prototype[REGISTERED] = true;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const addMetadata: AddMetadata = prototype.addMetadata;

  prototype.addMetadata = function traced(this: Node, type, data, options): void {
    if (type !== TRACE_TYPE) {
      addMetadata.call(this, type, data, options);
      return;
    }
    const captured = captureStack(traced);
    // Others may listen to it: policies learn so of stacks.
    addMetadata.call(this, type, data, options);
    const entry = (this as unknown as MetadataHolder)._metadata?.at(-1);
    if (entry?.type !== TRACE_TYPE) return;
    Object.defineProperty(entry, 'trace', {
      get: () => writtenTrace(this, captured, FRAMES),
      configurable: true,
      enumerable: true,
    });
  };
}

/** The app may load another copy of `constructs` than this package does, as with `npm link`. */
function nodesOfApp(): readonly (typeof Node)[] {
  const load = createRequire(join(process.cwd(), 'app.js'));
  return ['', 'cdktf', 'cdktn'].flatMap((library) => {
    try {
      const from = library === '' ? load : createRequire(load.resolve(library));
      return [(from('constructs') as typeof import('constructs')).Node];
    } catch {
      return [];
    }
  });
}

for (const { prototype } of [Node, ...nodesOfApp()]) register(prototype);
