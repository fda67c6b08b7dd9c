import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../../model/value';
import type { Truth } from '../../../reading/truth';

type Option = string | Unknown | undefined;

/** Options of the instance metadata service, from one place that sets them. */
export interface MetadataOptions {
  readonly endpoint: Option;
  readonly tokens: Option;
}

/** The options that a block writes in `metadata_options`, one for each such block; Terraform takes one at most. */
export function writtenOptions(block: Block): readonly MetadataOptions[] {
  return block
    .nested('metadata_options')
    .map((item) =>
      item.unknown === undefined
        ? toOptions((argument) => item.get(argument))
        : { endpoint: item.unknown, tokens: item.unknown },
    );
}

/** The options that arguments of these names say. An empty text leaves an option to others. */
export function toOptions(get: (argument: string) => Value): MetadataOptions {
  return { endpoint: option(get('http_endpoint')), tokens: option(get('http_tokens')) };
}

/** The options of the first place, with those of the second where the first leaves them out. */
export function withFallback(first: MetadataOptions, second: MetadataOptions): MetadataOptions {
  return { endpoint: first.endpoint ?? second.endpoint, tokens: first.tokens ?? second.tokens };
}

/** True where nobody gets metadata without a session token: tokens are required, or there is no endpoint. */
export function demandsTokens({ endpoint, tokens }: MetadataOptions): Truth {
  if (tokens === 'required' || endpoint === 'disabled') return true;
  if (isUnknown(endpoint)) return endpoint;
  return isUnknown(tokens) ? tokens : false;
}

function option(value: Value): Option {
  const text = toText(value);
  return text === '' || text === 'no-preference' ? undefined : text;
}
