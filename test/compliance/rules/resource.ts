import type { ExampleConfiguration } from '../../../lib/compliance';

type Attributes = Readonly<Record<string, unknown>>;

/** A configuration of one resource, named `main`. */
export function resource(type: string, attributes: Attributes, name = 'main'): ExampleConfiguration {
  return { resource: { [type]: { [name]: attributes } } };
}

/** A configuration of several resources: `resources({ 'aws_kms_key.k': {}, 'data.aws_iam_policy_document.p': {} })`. */
export function resources(
  byAddress: Readonly<Record<string, Attributes>>,
  rest: ExampleConfiguration = {},
): ExampleConfiguration {
  const sections: Record<'resource' | 'data', Record<string, Record<string, Attributes>>> = { resource: {}, data: {} };
  for (const [address, attributes] of Object.entries(byAddress)) {
    const labels = address.split('.');
    const section = labels[0] === 'data' ? sections.data : sections.resource;
    const [type = '', name = ''] = labels.slice(labels[0] === 'data' ? 1 : 0);
    section[type] = { ...section[type], [name]: attributes };
  }
  return { ...sections, ...rest };
}
