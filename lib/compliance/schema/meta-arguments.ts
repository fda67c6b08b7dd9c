import type { JsonSchema } from '../engine/rule';

/** What stands in `lifecycle`, of Terraform (1.14) and of OpenTofu (1.12). */
const LIFECYCLE_BODY = {
  properties: {
    '//': {},
    create_before_destroy: {},
    prevent_destroy: {},
    ignore_changes: {},
    replace_triggered_by: {},
    precondition: {},
    postcondition: {},
    action_trigger: {},
    enabled: {},
    destroy: {},
  },
  additionalProperties: false,
};

const LIFECYCLE = {
  type: ['object', 'array', 'null'],
  ...LIFECYCLE_BODY,
  items: { type: 'object', ...LIFECYCLE_BODY },
};

const COMMON = { count: {}, for_each: {}, depends_on: {}, provider: {}, lifecycle: LIFECYCLE };

/** Arguments that Terraform itself reads, by the kind of the block. */
export const META_ARGUMENTS: Readonly<Record<'resource' | 'data' | 'provider', Readonly<Record<string, JsonSchema>>>> =
  {
    resource: { ...COMMON, provisioner: {}, connection: {} },
    data: COMMON,
    provider: { alias: {}, version: {}, for_each: {} },
  };
