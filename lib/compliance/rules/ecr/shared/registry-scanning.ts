import type { Block } from '../../../model/block';
import { matchesWildcard } from '../../../model/policy-match';
import { isUnknown, toText, type Unknown, type Value } from '../../../model/value';
import { regionOf } from '../../../reading/region';
import { settingIn } from '../../../reading/regional-settings';
import { both, some, type Truth } from '../../../reading/truth';

const SCANNING = 'aws_ecr_registry_scanning_configuration';

/** Whether the scanning configuration of the registry scans what is pushed to the repository. */
export function registryScans(repository: Block): Truth {
  const setting = settingIn(repository.configuration, SCANNING, regionOf(repository));
  if (setting === undefined || isUnknown(setting)) return setting ?? false;
  const name = toText(repository.get('name')) ?? '';
  return some(setting.block.nested('rule'), (rule) => {
    if (rule.unknown !== undefined) return rule.unknown;
    const frequency = toText(rule.get('scan_frequency'));
    return both(
      isUnknown(frequency) ? frequency : /^(?:SCAN_ON_PUSH|CONTINUOUS_SCAN)$/i.test(frequency ?? ''),
      some(rule.nested('repository_filter'), (filter) => filter.unknown ?? matches(filter.get('filter'), name)),
    );
  });
}

/** A filter without a wildcard matches every name that contains it. */
function matches(value: Value, name: string | Unknown): Truth {
  const filter = toText(value);
  if (isUnknown(filter)) return filter;
  if (filter === undefined || filter === '') return false;
  const pattern = filter.includes('*') ? filter : `*${filter}*`;
  if (!isUnknown(name)) return matchesWildcard(pattern, name);
  if (/^\*+$/.test(pattern)) return true;
  return mayMatch(pattern, name) ? name : false;
}

/** False where the known beginning or end of a name cannot match. */
function mayMatch(pattern: string, name: Unknown): boolean {
  const [fixedStart = ''] = pattern.split('*');
  const start = name.knownPrefix;
  const last = name.parts.at(-1);
  const end = typeof last === 'string' ? last : '';
  const fixedEnd = pattern.split('*').at(-1) ?? '';
  return overlap(start, fixedStart, 'startsWith') && overlap(end, fixedEnd, 'endsWith');
}

function overlap(left: string, right: string, test: 'startsWith' | 'endsWith'): boolean {
  return left[test](right) || right[test](left);
}
