import { posix, relative, sep } from 'node:path';

const CDK = ['cdktf', 'constructs', '@cdktf', 'cdktn', '@cdktn'];

const CONSTRUCT_FOLDERS = [
  'lib/core',
  'lib/network',
  'lib/iam',
  'lib/database',
  'lib/secrets',
  'lib/encryption',
  'lib/state',
  'lib/provider',
];

const CONSTRUCTS = [...CONSTRUCT_FOLDERS, 'lib/enforcement', 'lib/policy', 'lib/index', 'lib/register'];

/**
 * Who may not import what. A zone is a folder, a file without its extension, or a package with everything under it.
 *
 * @type {readonly { from: readonly string[], to: readonly string[], because: string }[]}
 */
export const ZONES = [
  {
    from: ['lib/compliance/model'],
    to: [
      'lib/compliance/engine',
      'lib/compliance/reading',
      'lib/compliance/rules',
      'lib/compliance/packs',
      'lib/compliance/index',
      'lib/policy-lint',
    ],
    because: 'the model knows nothing of rules',
  },
  {
    from: ['lib/compliance/engine'],
    to: ['lib/compliance/reading', 'lib/policy-lint'],
    because: 'the engine knows nothing of what single rules read',
  },
  {
    from: ['lib/compliance/reading'],
    to: ['lib/compliance/rules', 'lib/compliance/packs', 'lib/compliance/index'],
    because: 'what several rules read knows none of them',
  },
  {
    from: ['lib/compliance'],
    to: [...CDK, ...CONSTRUCTS, 'lib/reporters', 'lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli'],
    because: 'the engine reads any Terraform JSON and stands on its own',
  },
  {
    from: ['lib/reporters'],
    to: [...CDK, ...CONSTRUCTS, 'lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli'],
    because: 'a reporter is a pure function of an assessment',
  },
  {
    from: ['lib/iam-data', 'lib/policy-evaluation'],
    to: [...CDK, ...CONSTRUCTS, 'lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli'],
    because: 'tables and evaluation of policies work without cdktf installed',
  },
  {
    from: ['lib/policy-lint'],
    to: [
      ...[...CDK, ...CONSTRUCTS, 'lib/policy-evaluation', 'lib/evidence', 'lib/reporters'],
      ...['lib/compliance/engine', 'lib/compliance/reading', 'lib/compliance/rules', 'lib/compliance/packs'],
      ...['lib/compliance/index', 'lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli'],
    ],
    because: 'the linter of policies knows documents and the tables of actions alone',
  },
  {
    from: ['lib/evidence'],
    to: [...CDK, ...CONSTRUCTS, 'lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli'],
    because: 'a manifest is a pure function of an assessment and its inputs',
  },
  {
    from: ['lib/enforcement', 'lib/policy'],
    to: ['lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli', 'lib/evidence', 'lib/index'],
    because: 'synthesis is judged by the engine, without commands and matchers',
  },
  {
    from: ['lib/testing'],
    to: [...CDK, ...CONSTRUCTS, 'lib/runtime', 'lib/cli'],
    because: 'the matchers work on any Terraform JSON and without cdktf installed',
  },
  {
    from: ['lib/operations'],
    to: [...CDK, ...CONSTRUCTS, 'lib/runtime', 'lib/cli'],
    because: 'operations work on any Terraform JSON and without cdktf installed',
  },
  {
    from: ['lib/cli'],
    to: [...CDK, ...CONSTRUCTS, 'lib/runtime'],
    because: 'the command line works on any Terraform JSON and starts without cdktf',
  },
  {
    from: ['lib/runtime'],
    to: [...CDK, ...CONSTRUCTS, 'lib/compliance', 'lib/reporters', 'lib/testing', 'lib/operations', 'lib/cli'],
    because: 'the runtime client ships inside applications',
  },
  {
    from: CONSTRUCT_FOLDERS,
    to: [
      ...['lib/compliance', 'lib/reporters', 'lib/testing', 'lib/runtime', 'lib/operations', 'lib/cli'],
      ...['lib/enforcement', 'lib/policy', 'lib/evidence', 'lib/index'],
    ],
    because: 'a construct is judged by the rules and does not know them',
  },
  {
    from: ['lib'],
    to: ['cdktf-guardrails', 'test', 'scripts', 'examples', 'dist'],
    because: 'only lib is published, and it names its own files by relative path',
  },
];

const BARREL = /^@(?:cdktf|cdktn)\/provider-[^/]+(?:\/lib|\/lib\/index(?:\.js)?)?\/?$/;

/** Repository path of what a specifier means, without extension; a package specifier stays as it is. */
function targetOf(file, specifier) {
  if (!specifier.startsWith('.')) return specifier.replace(/^node:/, '');
  const path = posix.join(posix.dirname(file), specifier).replace(/\/$/, '');
  return path.replace(/\.(?:d\.)?[cm]?[jt]s$/, '');
}

function inZone(path, zone) {
  return path === zone || path.startsWith(`${zone}/`) || (zone.endsWith('/index') && `${path}/index` === zone);
}

/** Why the file may not import the specifier, or undefined where it may. */
export function forbiddenImport(file, specifier) {
  if (BARREL.test(specifier)) {
    return {
      target: specifier,
      because: 'the barrel loads every resource of the provider (seconds and hundreds of MB); import one module of it',
    };
  }
  const source = file.replace(/\.[cm]?[jt]s$/, '');
  const target = targetOf(file, specifier);
  const zone = ZONES.find(
    ({ from, to }) => from.some((folder) => inZone(source, folder)) && to.some((folder) => inZone(target, folder)),
  );
  return zone && { target, because: zone.because };
}

/** @type {import('eslint').Rule.RuleModule} */
export const importDirection = {
  meta: {
    type: 'problem',
    docs: { description: 'Imports go one way: constructs and the compliance engine do not know each other.' },
    schema: [],
    messages: { forbidden: '{{file}} may not import {{target}}: {{because}}' },
  },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');

    function check(node) {
      const specifier =
        node?.type === 'Literal'
          ? node.value
          : node?.type === 'TemplateLiteral' && node.quasis.length === 1
            ? node.quasis[0].value.cooked
            : undefined;
      if (typeof specifier !== 'string') return;
      const forbidden = forbiddenImport(file, specifier);
      if (forbidden) context.report({ node, messageId: 'forbidden', data: { file, ...forbidden } });
    }

    function isRequire(callee) {
      if (callee.type === 'Identifier') return callee.name === 'require';
      return (
        callee.type === 'MemberExpression' &&
        callee.object.type === 'Identifier' &&
        callee.object.name === 'require' &&
        callee.property.type === 'Identifier' &&
        callee.property.name === 'resolve'
      );
    }

    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      TSExternalModuleReference: (node) => check(node.expression),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      CallExpression(node) {
        if (isRequire(node.callee)) check(node.arguments[0]);
      },
    };
  },
};
