/** Makes the resources of a synthesised stack with the provider's own classes, as a user would who had no constructs. */
const REFERENCE = /\$\{(data\.)?(aws_[a-z0-9_]+)\.([\w-]+)\.([a-z0-9_]+)\}/g;
const MAPS = new Set(['tags', 'default_tags', 'variables']);

function camelCase(text) {
  return text.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

function pascalCase(text) {
  return camelCase(`_${text}`);
}

function classOf(type, isData) {
  const name = type.replace(/^aws_/, '');
  const module = `@cdktf/provider-aws/lib/${isData ? 'data-aws-' : ''}${name.replaceAll('_', '-')}`;
  return require(module)[`${isData ? 'DataAws' : ''}${pascalCase(name)}`];
}

/** Reads attributes as the class takes them, and notes the places whose text refers to other resources. */
function toConfig(value, key, container, references) {
  if (typeof value === 'string') {
    const parts = [];
    let end = 0;
    for (const { 0: all, 1: data = '', 2: type, 3: name, 4: attribute, index } of value.matchAll(REFERENCE)) {
      parts.push(value.slice(end, index), { address: `${data}${type}.${name}`, attribute: camelCase(attribute) });
      end = index + all.length;
    }
    if (parts.length > 0)
      references.push({ container, key, parts: [...parts, value.slice(end)].filter((part) => part !== '') });
    return value;
  }
  if (Array.isArray(value)) {
    const list = [];
    value.forEach((each, index) => list.push(toConfig(each, index, list, references)));
    return list;
  }
  if (value === null || typeof value !== 'object') return value;
  const object = {};
  for (const [name, each] of Object.entries(value)) {
    const own = MAPS.has(key) ? name : camelCase(name);
    object[own] = toConfig(each, MAPS.has(name) ? name : own, object, references);
  }
  return object;
}

function planOf(type, name, isData, block) {
  const { depends_on: dependsOn = [], ...attributes } = block;
  delete attributes['//'];
  const references = [];
  const config = toConfig(attributes, '', undefined, references);
  return { Class: classOf(type, isData), name, config, references, dependsOn };
}

/**
 * Everything that can be done before the clock runs.
 *
 * @returns a function that makes the resources in a stack
 */
function prepare({ resource = {}, data = {} }) {
  const plans = new Map();
  for (const [section, prefix] of [
    [data, 'data.'],
    [resource, ''],
  ])
    for (const [type, blocks] of Object.entries(section))
      for (const [name, attributes] of Object.entries(blocks))
        plans.set(`${prefix}${type}.${name}`, planOf(type, name, prefix !== '', attributes));
  return (stack) => {
    const made = new Map();
    const make = (address) => {
      const known = made.get(address);
      if (known !== undefined) return known;
      const { Class, name, config, references, dependsOn } = plans.get(address);
      for (const { container, key, parts } of references) {
        const texts = parts.map((part) => (typeof part === 'string' ? part : make(part.address)[part.attribute]));
        container[key] = texts.length === 1 ? texts[0] : texts.join('');
      }
      if (dependsOn.length > 0) config.dependsOn = dependsOn.map(make);
      const one = new Class(stack, name, config);
      one.overrideLogicalId(name);
      made.set(address, one);
      return one;
    };
    for (const address of plans.keys()) make(address);
  };
}

module.exports = { prepare };
