import { findAction, serviceTable } from '../../../../../lib/iam-data';
import { CREDENTIALS } from '../../../../../lib/compliance/rules/iam/shared/credentials';
import { DATA_READS, SECRET_READS } from '../../../../../lib/compliance/rules/iam/shared/data-reads';
import { RESOURCE_EXPOSURE } from '../../../../../lib/compliance/rules/iam/shared/resource-exposure';
import type { SensitiveActions } from '../../../../../lib/compliance/rules/iam/shared/sensitive-grants';

/** Only a condition limits these, or nothing does. */
const WITHOUT_RESOURCE = ['ram:CreateResourceShare', 'cognito-identity:GetCredentialsForIdentity'];

function cases(table: readonly SensitiveActions[]): (readonly [string, string, readonly string[]])[] {
  return table.flatMap(({ actions, kinds }) =>
    actions.map((action) => [action, kinds[0]?.service ?? '', kinds[0]?.samples ?? []] as const),
  );
}

/** The formats of the ARNs that an action can be limited to, from the service on, as patterns. */
function formatsOf(action: string): readonly RegExp[] {
  const table = serviceTable(action.slice(0, action.indexOf(':')));
  return (findAction(action)?.resourceTypes ?? [])
    .flatMap(({ name }) => table?.resourceTypes.get(name)?.arnFormats ?? [])
    .map((format) => {
      const [, , service = '', , , ...rest] = format.split(/:(?![^{]*\})/);
      const path = rest
        .join(':')
        .replace(/\$\{[^}]*\}|[^\w]/g, (part) => (part.startsWith('$') || part === '*' ? '.+' : `\\${part}`));
      return new RegExp(`^${service}!${path}$`);
    });
}

describe.each([
  ['reads of data', DATA_READS],
  ['reads of secrets', SECRET_READS],
  ['exposure', RESOURCE_EXPOSURE],
  ['credentials', CREDENTIALS],
])('the table of %s', (_, table) => {
  const documented = cases(table).filter(([action]) => !WITHOUT_RESOURCE.includes(action));

  it.each(documented)('knows resources of %s', (action, service, samples) => {
    const formats = formatsOf(action);
    expect(samples).toHaveLength(2);
    for (const sample of samples) expect(formats.some((format) => format.test(`${service}!${sample}`))).toBe(true);
  });

  it('has every action once', () => {
    const names = cases(table).map(([action]) => action);
    expect(new Set(names).size).toBe(names.length);
  });
});

it('shares no action between the tables', () => {
  const names = [DATA_READS, SECRET_READS, RESOURCE_EXPOSURE].flatMap((table) => cases(table).map(([name]) => name));
  expect(new Set(names).size).toBe(names.length);
});
