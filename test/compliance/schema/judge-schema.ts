import { assess, loadJson } from '../../../lib/compliance';
import type { Finding } from '../../../lib/compliance/engine/assessment';
import type { LoadedInput } from '../../../lib/compliance/model/load';
import { loadProviderSchema } from '../../../lib/compliance/schema/load-provider-schema';
import { providerSchemaRule } from '../../../lib/compliance/schema/provider-schema-rule';

/** The schemas of the bindings that this repository tests with. */
export const AWS = loadProviderSchema({ from: __dirname });

const rule = providerSchemaRule([AWS]);

/** Judges inputs by the schema of their provider alone; a rule that throws fails the test. */
export function assessSchema(inputs: readonly LoadedInput[], all = false) {
  const assessment = assess(inputs, [{ rule, severity: rule.severity, options: {} }], { all });
  expect(assessment.errors).toEqual([]);
  return assessment;
}

/** Findings on a configuration. */
export function judge(configuration: Readonly<Record<string, unknown>>): readonly Finding[] {
  return assessSchema([loadJson(configuration)]).findings;
}

/** Findings on one resource. */
export function judgeResource(type: string, body: object): readonly Finding[] {
  return judge({ resource: { [type]: { main: body } } });
}

/** `path: message` of each finding on a resource. */
export function problemsOf(type: string, body: object): readonly string[] {
  return judgeResource(type, body).map(({ path, message }) => `${path}: ${message}`);
}
