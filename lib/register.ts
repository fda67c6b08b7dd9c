/**
 * Opt-in preload: `node -r cdktf-guardrails/register main.js`, or the first import of the app. From then on CDKTF
 * writes where each resource was created to `//.metadata.stackTrace`, for resources of the provider too: paths
 * relative to the working directory, at most three frames of the user's own code.
 */
import { Node } from 'constructs';
import { portableFrame } from './core/source-location';
import { captureStack, userFrames } from './core/user-frames';

const FRAMES = 3;
const REGISTERED = Symbol.for('cdktf-guardrails/register');

type AddMetadata = Node['addMetadata'];

interface MetadataHolder {
  _metadata?: { readonly type: string; readonly data: unknown; readonly trace: readonly string[] | undefined }[];
}

function register(): void {
  const prototype = Node.prototype as Node & { [REGISTERED]?: boolean };
  if (prototype[REGISTERED]) return;
  prototype[REGISTERED] = true;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const addMetadata: AddMetadata = prototype.addMetadata;

  prototype.addMetadata = function traced(this: Node, type, data, options): void {
    if (type !== 'stacktrace') {
      addMetadata.call(this, type, data, options);
      return;
    }
    const captured = captureStack(traced);
    let trace: readonly string[] | undefined;
    const holder = this as unknown as MetadataHolder;
    holder._metadata = holder._metadata ?? [];
    holder._metadata.push({
      type,
      data,
      get trace() {
        trace ??= userFrames(captured.stack, FRAMES).map(portableFrame);
        return trace;
      },
    });
  };
}

register();
