import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { DEFAULT_SSL_BY_FAMILY } from '../data/parameter-group-families';

const EXPECTED = 'require_ssl = true';

interface Spelling {
  /** Nested blocks that hold the parameters, and the arguments of one. */
  readonly block: string;
  readonly name: string;
  readonly value: string;
}

const GROUP: Spelling = { block: 'parameter', name: 'name', value: 'value' };
const WORKGROUP: Spelling = { block: 'config_parameter', name: 'parameter_key', value: 'parameter_value' };

/** Judges a parameter group; one that does not set `require_ssl` has the default of its family. */
export function judgeGroup(group: Block): Outcome {
  return judge(group, GROUP) ?? judgeFamily(group);
}

/** Judges a serverless workgroup, which takes connections without TLS unless it says otherwise. */
export function judgeWorkgroup(workgroup: Block): Outcome {
  return (
    judge(workgroup, WORKGROUP) ??
    fail({
      path: WORKGROUP.block,
      message: 'nothing sets require_ssl: the workgroup takes connections without TLS',
      expected: EXPECTED,
    })
  );
}

/** Judges the default parameter group of a family, by its name: `default.redshift-1.0`. */
export function judgeDefaultGroup(name: string, path: string): Outcome | undefined {
  const isRequired = DEFAULT_SSL_BY_FAMILY.get(name.replace(/^default\./, ''));
  if (isRequired === undefined) return undefined;
  if (isRequired) return pass(path);
  return fail({ path, message: `${name} does not require TLS`, observed: name, expected: EXPECTED });
}

function judgeFamily(group: Block): Outcome {
  const path = 'parameter';
  const family = toText(group.get('family'));
  if (isUnknown(family)) return undecided('family', family, EXPECTED);
  if (DEFAULT_SSL_BY_FAMILY.get(family ?? '') === true) return pass(path);
  const message = `nothing sets require_ssl: clusters with the group take connections without TLS`;
  return fail({ path, message, observed: group.get(path), expected: EXPECTED });
}

/** What the parameters say; undefined where they say nothing. Of a parameter that is written twice, each has to be right. */
function judge(block: Block, spelling: Spelling): Outcome | undefined {
  const outcomes = block.nested(spelling.block).flatMap((item) => judgeItem(item, spelling));
  return (
    outcomes.find(({ verdict }) => verdict === 'fail') ??
    outcomes.find(({ verdict }) => verdict === 'pass') ??
    outcomes[0]
  );
}

function judgeItem(item: NestedBlock, spelling: Spelling): readonly Outcome[] {
  const name = item.unknown ?? toText(item.get(spelling.name));
  const path = `${item.path}.${spelling.value}`;
  if (isUnknown(name))
    return [
      unknown({
        path: item.path,
        message: `a parameter is ${name.expression}, which is not known before Terraform runs`,
        observed: name,
        expected: EXPECTED,
      }),
    ];
  if (name?.trim().toLowerCase() !== 'require_ssl') return [];
  const value = toText(item.get(spelling.value));
  if (isUnknown(value)) return [undecided(path, value, EXPECTED)];
  if (value !== undefined && /^(?:true|1|on)$/i.test(value.trim())) return [pass(path)];
  const message = 'connections without TLS are taken: require_ssl is off';
  return [fail({ path, message, observed: item.get(spelling.value), expected: EXPECTED })];
}
