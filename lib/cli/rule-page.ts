import type { Colors } from 'picocolors/types';
import type { Controls, Equivalent, Equivalents, Example, JsonSchema, Rule } from '../compliance/engine/rule';
import { wrapText } from '../reporters/wrap-text';

const INDENT = '  ';

const CONTROL_NAMES: readonly (readonly [Exclude<keyof Controls, 'cisAws'>, string])[] = [
  ['fsbp', 'AWS FSBP'],
  ['nist80053r5', 'NIST SP 800-53 r5'],
  ['pciDss', 'PCI DSS'],
  ['soc2', 'SOC 2'],
  ['iso27001_2022', 'ISO/IEC 27001:2022'],
];

const TOOL_NAMES: readonly (readonly [keyof Equivalents, string])[] = [
  ['checkov', 'Checkov'],
  ['trivy', 'Trivy'],
  ['tfsec', 'tfsec'],
  ['cdkNag', 'cdk-nag'],
  ['securityHub', 'Security Hub'],
  ['prowler', 'Prowler'],
  ['awsConfig', 'AWS Config'],
];

/** The page of one rule, as text for a terminal. */
export function rulePage(rule: Rule, { colors, width }: { readonly colors: Colors; readonly width: number }): string {
  const { good, bad, unknown = [] } = rule.examples;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['why', [rule.why]],
    ['fix', [rule.remediation]],
    ['unknown when', [rule.whenUnknown]],
    ['applies to', [rule.resourceTypes.join(', ')]],
    ['options', optionLines(rule)],
    ['controls', controlLines(rule.controls)],
    ['other tools', equivalentLines(rule.equivalents)],
    ...good.map((example) => exampleSection('good', example)),
    ...bad.map((example) => exampleSection('bad', example)),
    ...unknown.map((example) => exampleSection('unknown', example)),
    ['sources', rule.sources],
  ];
  const body = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [colors.bold(title), ...lines.flatMap((line) => indented(line, width))].join('\n'));
  return `${colors.bold(rule.id)}  ${colors.dim(rule.severity)}\n${rule.title}\n\n${body.join('\n\n')}\n`;
}

function indented(text: string, width: number): readonly string[] {
  const spaces = /^ */.exec(text)?.[0] ?? '';
  const indent = INDENT + spaces;
  const rest = text.slice(spaces.length);
  return wrapText(rest, rest, Math.max(INDENT.length, width - indent.length)).map((line) => indent + line);
}

function optionLines({ defaultOptions = {}, optionsSchema = {} }: Rule): readonly string[] {
  const schemas = new Map<string, JsonSchema>(Object.entries(optionsSchema));
  return Object.entries(defaultOptions).map(([name, value]) => {
    const description = schemas.get(name)?.description;
    const meaning = typeof description === 'string' ? `: ${description}` : '';
    return `${name} (default ${JSON.stringify(value)})${meaning}`;
  });
}

function controlLines({ cisAws = {}, ...others }: Controls): readonly string[] {
  return [
    ...Object.entries(cisAws).map(([version, ids]) => `CIS AWS ${version}: ${ids.join(', ')}`),
    ...CONTROL_NAMES.flatMap(([key, name]) => idLine(name, others[key])),
  ];
}

function equivalentLines(equivalents: Equivalents): readonly string[] {
  return TOOL_NAMES.flatMap(([key, name]) => idLine(name, equivalents[key]?.map(showEquivalent)));
}

function idLine(name: string, ids: readonly string[] | undefined): readonly string[] {
  return ids === undefined || ids.length === 0 ? [] : [`${name}: ${ids.join(', ')}`];
}

function showEquivalent(equivalent: Equivalent): string {
  if (typeof equivalent === 'string') return equivalent;
  return equivalent.relation === 'exact' ? equivalent.id : `${equivalent.id} (this rule is ${equivalent.relation})`;
}

function exampleSection(kind: string, { name, configuration }: Example): readonly [string, readonly string[]] {
  return [`${kind}: ${name}`, JSON.stringify(configuration, null, 2).split('\n')];
}
