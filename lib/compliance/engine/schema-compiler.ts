import type Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import type { JsonSchema } from './rule';

let ajv: Ajv | undefined;

/** Compiles a JSON Schema over attributes. Ajv is loaded at the first call: loading it costs more than most checks. */
export function compileSchema(schema: JsonSchema): ValidateFunction {
  ajv ??= createAjv();
  return ajv.compile(schema);
}

function createAjv(): Ajv {
  const { default: AjvClass } = require('ajv') as typeof import('ajv');
  return new AjvClass({
    allErrors: true,
    coerceTypes: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    keywords: [{ keyword: 'acceptsReference', schemaType: 'boolean' }],
  });
}
