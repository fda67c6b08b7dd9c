import type { ExampleConfiguration } from '../../lib/compliance';

type Json = null | boolean | number | string | readonly Json[] | JsonMap;
interface JsonMap {
  readonly [key: string]: Json;
}
type Scalar = boolean | number | string;

/** Another spelling of a configuration, which Terraform and AWS read alike. */
export interface Respelling {
  readonly what: string;
  readonly configuration: ExampleConfiguration;
}

/** Sections whose blocks stand under a type and a name. */
const TYPED: readonly string[] = ['resource', 'data'];

/** Arguments of a block that Terraform reads before all else: no values. */
const META: readonly string[] = ['lifecycle', 'depends_on', 'provider', 'provisioner', 'connection', 'dynamic'];

/** Arguments that are maps: Terraform takes no list of them. */
const MAPS: readonly string[] = ['encryption_context_equals', 'tags', 'variables'];

/** Every other spelling of a configuration that this module knows. */
export function respellingsOf(configuration: ExampleConfiguration): readonly Respelling[] {
  const whole = configuration as JsonMap;
  const before = JSON.stringify(whole);
  return Object.entries(SPELLINGS)
    .map(([what, respell]) => ({ what, configuration: respell(whole) }))
    .filter((respelling) => JSON.stringify(respelling.configuration) !== before);
}

const SPELLINGS: Readonly<Record<string, (whole: JsonMap) => JsonMap>> = {
  'bodies in lists': (whole) => mapBodies(whole, (body) => [body]),
  'types in lists': (whole) => mapSections(whole, (section) => mapMembers(section, (type) => [type])),
  'sections in lists': (whole) => mapSections(whole, (section) => [section]),
  'an argument that is null': (whole) => mapBodies(whole, (body) => ({ description_of_nothing: null, ...body })),
  'count = 1': (whole) => mapBodies(whole, (body) => (isRepeated(body) ? body : { count: 1, ...body })),
  'for_each over one': (whole) =>
    mapBodies(whole, (body) => (isRepeated(body) ? body : { for_each: { one: 'x' }, ...body })),
  'blocks in lists': (whole) => mapBodies(whole, (body) => mapParts(body, (part) => (isMap(part) ? [part] : part))),
  'a list of one block as the block': (whole) =>
    mapBodies(whole, (body) => mapParts(body, (part) => (isBlockList(part) && part.length === 1 ? part[0] : part))),
  'dynamic blocks': (whole) => mapBodies(whole, dynamicBlocks),
  'booleans and numbers as text': (whole) => mapScalars(whole, String),
  'texts of numbers and booleans as such': (whole) =>
    mapScalars(whole, (value) =>
      typeof value === 'string' && /^(?:[1-9]\d{0,8}|0|true|false)$/.test(value)
        ? (JSON.parse(value) as Scalar)
        : value,
    ),
  'values from locals': (whole) => withDeclarations(whole, 'locals', 'local', (value) => value),
  'values from variables': (whole) => withDeclarations(whole, 'variable', 'var', (value) => ({ default: value })),
  'values from for_each': (whole) =>
    mapBodies(whole, (body) => {
      if (isRepeated(body)) return body;
      const one: Record<string, Json> = {};
      const read = mapArguments(body, (value) => {
        if (hasExpression(value)) return value;
        const name = `value_${String(Object.keys(one).length)}`;
        one[name] = value;
        return `\${each.value.${name}}`;
      });
      return { for_each: { one }, ...read };
    }),
  'values by count.index': (whole) =>
    mapBodies(whole, (body) =>
      isRepeated(body)
        ? body
        : {
            count: 1,
            ...mapArguments(body, (value) =>
              hasExpression(value) ? value : `\${[${JSON.stringify(value)}][count.index]}`,
            ),
          },
    ),
  'text in templates': (whole) => mapPlainTexts(whole, (text) => `\${"${text}"}`),
  'text of a condition': (whole) => mapPlainTexts(whole, (text) => `\${true ? "${text}" : "x"}`),
  'text of a directive': (whole) => mapPlainTexts(whole, (text) => `%{ if true }${text}%{ endif }`),
  'JSON by jsonencode': (whole) => mapDocuments(whole, (document) => `\${jsonencode(${JSON.stringify(document)})}`),
  'JSON with space': (whole) => mapDocuments(whole, (document) => `\n${JSON.stringify(document, null, 2)}\n`),
  'lists in policies': (whole) => mapStatements(whole, (statement) => mapMembers(statement, listed)),
  'no lists in policies': (whole) =>
    mapStatements(
      whole,
      (statement) => mapMembers(statement, unlisted),
      (statements) => (statements.length === 1 ? (statements[0] ?? null) : statements),
    ),
  'actions in other letters': (whole) =>
    mapStatements(whole, (statement) =>
      mapMembers(statement, (value, element) => (element.endsWith('Action') ? mapTextsOf(value, swapCase) : value)),
    ),
  'actions by wildcards': (whole) =>
    mapStatements(whole, (statement) =>
      mapMembers(statement, (value, element) =>
        element === 'Action' ? mapTextsOf(value, (text) => text.replace(/^(\w+:\w+)\w$/, '$1?')) : value,
      ),
    ),
  'condition keys in other letters': (whole) =>
    mapStatements(whole, (statement) =>
      mapMembers(statement, (value, element) =>
        element === 'Condition' && isMap(value)
          ? mapMembers(value, (keys) => (isMap(keys) ? mapKeys(keys, swapCase) : keys))
          : value,
      ),
    ),
  'policies by data sources': (whole) => byDataSource(whole, (policy) => ({ statement: statementsOf(policy) })),
  'policies by sources of data sources': (whole) =>
    byDataSource(whole, (policy) => ({ source_policy_documents: [JSON.stringify(policy)] })),
  'policies by overrides of data sources': (whole) =>
    byDataSource(whole, (policy) => ({ override_policy_documents: [JSON.stringify(policy)] })),
};

function mapSections(whole: JsonMap, change: (section: JsonMap) => Json): JsonMap {
  return mapMembers(whole, (section, name) => (TYPED.includes(name) && isMap(section) ? change(section) : section));
}

function mapBodies(whole: JsonMap, change: (body: JsonMap) => Json): JsonMap {
  return mapSections(whole, (types) =>
    mapMembers(types, (names) =>
      isMap(names) ? mapMembers(names, (body) => (isMap(body) ? change(body) : body)) : names,
    ),
  );
}

/** Changes each argument and nested block of a body, outer ones last. */
function mapParts(body: JsonMap, change: (part: Json) => Json | undefined): JsonMap {
  return mapMembers(body, (part, name) => {
    if (META.includes(name) || MAPS.includes(name)) return part;
    const inner = isMap(part)
      ? mapParts(part, change)
      : isBlockList(part)
        ? part.map((item) => mapParts(item, change))
        : part;
    return change(inner) ?? null;
  });
}

function mapScalars(whole: JsonMap, change: (value: Scalar) => Json): JsonMap {
  return mapBodies(whole, (body) => mapArguments(body, change));
}

function mapArguments(body: JsonMap, change: (value: Scalar) => Json): JsonMap {
  return mapMembers(body, (part, name) => (META.includes(name) ? part : within(part, change)));
}

function hasExpression(value: Scalar): boolean {
  return typeof value === 'string' && /[$%]\{/.test(value);
}

function within(part: Json, change: (value: Scalar) => Json): Json {
  if (isList(part)) return part.map((item) => within(item, change));
  if (isMap(part)) return mapMembers(part, (value) => within(value, change));
  return part === null ? part : change(part);
}

/** Text that may stand within quotes of an expression. */
function mapPlainTexts(whole: JsonMap, change: (text: string) => string): JsonMap {
  return mapScalars(whole, (value) =>
    typeof value === 'string' && /^[^"\\\n$%]+$/.test(value) ? change(value) : value,
  );
}

function mapDocuments(whole: JsonMap, change: (document: Json) => string): JsonMap {
  return mapScalars(whole, (value) => {
    const document = documentOf(value);
    return document === undefined ? value : change(document);
  });
}

function mapPolicies(whole: JsonMap, change: (policy: JsonMap) => string): JsonMap {
  return mapScalars(whole, (value) => {
    const policy = documentOf(value);
    return isMap(policy) && policy.Statement !== undefined ? change(policy) : value;
  });
}

function mapStatements(
  whole: JsonMap,
  change: (statement: JsonMap) => JsonMap,
  join: (statements: readonly Json[]) => Json = (statements) => statements,
): JsonMap {
  return mapPolicies(whole, (policy) =>
    JSON.stringify({ ...policy, Statement: join(statements(policy).map((statement) => change(statement))) }),
  );
}

function statements({ Statement }: JsonMap): readonly JsonMap[] {
  return (isList(Statement) ? Statement : [Statement ?? null]).filter(isMap);
}

/** JSON in a text; none that holds expressions, which another spelling could break. */
function documentOf(value: Scalar): Json | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value) || /[$%]\{/.test(value)) return undefined;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}

function withDeclarations(whole: JsonMap, section: string, prefix: string, declare: (value: Json) => Json): JsonMap {
  const declared: Record<string, Json> = {};
  const changed = mapScalars(whole, (value) => {
    if (hasExpression(value)) return value;
    const name = `respelled_${String(Object.keys(declared).length)}`;
    declared[name] = declare(value);
    return `\${${prefix}.${name}}`;
  });
  const known = changed[section];
  return { ...changed, [section]: { ...(isMap(known) ? known : {}), ...declared } };
}

function byDataSource(whole: JsonMap, argumentsOf: (policy: JsonMap) => JsonMap): JsonMap {
  const documents: Record<string, Json> = {};
  const changed = mapPolicies(whole, (policy) => {
    const name = `respelled_${String(Object.keys(documents).length)}`;
    documents[name] = argumentsOf(policy);
    return `\${data.aws_iam_policy_document.${name}.json}`;
  });
  if (Object.keys(documents).length === 0) return whole;
  const data = isMap(changed.data) ? changed.data : {};
  const known = data.aws_iam_policy_document;
  return { ...changed, data: { ...data, aws_iam_policy_document: { ...(isMap(known) ? known : {}), ...documents } } };
}

/** The statements of a policy as blocks of `aws_iam_policy_document`. */
function statementsOf(policy: JsonMap): readonly Json[] {
  return statements(policy).map((statement) => ({
    effect: statement.Effect ?? 'Deny',
    ...(statement.Sid === undefined ? {} : { sid: statement.Sid }),
    ...blockList('actions', statement.Action),
    ...blockList('not_actions', statement.NotAction),
    ...blockList('resources', statement.Resource),
    ...blockList('not_resources', statement.NotResource),
    ...(statement.Principal === undefined ? {} : { principals: principalBlocks(statement.Principal) }),
    ...(statement.NotPrincipal === undefined ? {} : { not_principals: principalBlocks(statement.NotPrincipal) }),
    ...(statement.Condition === undefined ? {} : { condition: conditionBlocks(statement.Condition) }),
  }));
}

function blockList(name: string, value: Json | undefined): JsonMap {
  return value === undefined ? {} : { [name]: listed(value) };
}

function principalBlocks(principal: Json): Json {
  if (!isMap(principal)) return [{ type: '*', identifiers: ['*'] }];
  return Object.entries(principal).map(([type, identifiers]) => ({ type, identifiers: listed(identifiers) }));
}

function conditionBlocks(condition: Json): Json {
  if (!isMap(condition)) return [];
  return Object.entries(condition).flatMap(([test, keys]) =>
    isMap(keys)
      ? Object.entries(keys).map(([variable, values]) => ({
          test,
          variable,
          values: mapTextsOf(listed(values), escaped),
        }))
      : [],
  );
}

/** The data source writes its policy variables with another sign. */
function escaped(text: string): string {
  return text.replaceAll('$${', '&{');
}

/** Each list of blocks and each block, of which the configuration cannot tell that it is a map, as `dynamic`. */
function dynamicBlocks(body: JsonMap): JsonMap {
  if (isRepeated(body) || body.dynamic !== undefined) return body;
  const isBlock = (name: string, part: Json): part is readonly JsonMap[] => isBlockList(part) && !META.includes(name);
  const entries = Object.entries(body);
  const blocks = entries.filter(([name, part]) => isBlock(name, part));
  if (blocks.length === 0) return body;
  const dynamic = Object.fromEntries(
    blocks.map(([name, part]) => [name, (part as readonly JsonMap[]).map((content) => ({ for_each: ['x'], content }))]),
  );
  return { ...Object.fromEntries(entries.filter(([name, part]) => !isBlock(name, part))), dynamic };
}

function mapMembers(map: JsonMap, change: (value: Json, key: string) => Json): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

function mapKeys(map: JsonMap, change: (key: string) => string): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [change(key), value]));
}

function mapTextsOf(value: Json, change: (text: string) => string): Json {
  if (isList(value)) return value.map((item) => mapTextsOf(item, change));
  return typeof value === 'string' ? change(value) : value;
}

function listed(value: Json): Json {
  if (isMap(value)) return mapMembers(value, (inner) => (isMap(inner) ? mapMembers(inner, listed) : listed(inner)));
  return isList(value) || value === 'Allow' || value === 'Deny' || value === '*' ? value : [value];
}

function unlisted(value: Json): Json {
  if (isMap(value)) return mapMembers(value, (inner) => (isMap(inner) ? mapMembers(inner, unlisted) : unlisted(inner)));
  return isList(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function isRepeated(body: JsonMap): boolean {
  return body.count !== undefined || body.for_each !== undefined;
}

function isBlockList(part: Json): part is readonly JsonMap[] {
  return isList(part) && part.length > 0 && part.every(isMap);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}
