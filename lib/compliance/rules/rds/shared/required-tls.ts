import { notApplicable, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown } from '../../../model/value';
import { engineOf, engineVersionOf } from './engine';
import type { EngineVersion } from './engine-family';
import { failUnset, isOn, requireParameter } from './parameter-requirement';

/** What an engine does when nobody sets its TLS parameter; undefined where that is not documented. */
export type TlsDefault = 'on' | 'off' | 'notSupported' | undefined;

/** How an engine is told to refuse clear-text connections. */
export interface TlsParameter {
  readonly name: string;
  /** True for the engines that have the parameter. */
  readonly appliesTo: (engine: string) => boolean;
  /** The engine's own default. The version is undefined where the configuration does not name it. */
  readonly defaultOf: (engine: string, version: EngineVersion | undefined) => TlsDefault;
  /** The default is not the same in every version. */
  readonly defaultVaries: boolean;
  readonly expected: string;
}

const CONSEQUENCE = 'clients may connect without TLS';

/** Demands that a database refuses connections without TLS. */
export function requireTls(block: Block, parameter: TlsParameter): Outcome {
  const engine = engineOf(block);
  if (typeof engine === 'string') {
    if (!parameter.appliesTo(engine)) return notApplicable();
    const whenUnset = (): Outcome => judgeDefault(block, engine, parameter);
    return requireParameter(block, { ...parameter, accepts: isOn, consequence: CONSEQUENCE, whenUnset });
  }
  if (engine !== undefined) return undecided('engine', engine, parameter.expected);
  return unknown({
    path: 'engine',
    message: 'the engine is not named in this configuration',
    expected: parameter.expected,
  });
}

function judgeDefault(block: Block, engine: string, parameter: TlsParameter): Outcome {
  const { name, expected } = parameter;
  const version = engineVersionOf(block);
  if (isUnknown(version) && parameter.defaultVaries) return undecided('engine_version', version, expected);
  switch (parameter.defaultOf(engine, isUnknown(version) ? undefined : version)) {
    case 'on':
      return pass();
    case 'off':
      return failUnset(block, name, `${CONSEQUENCE}, which is the default of this engine`, expected);
    case 'notSupported':
      return notApplicable();
    case undefined:
      return unknown({
        path: 'engine_version',
        message: `nothing sets ${name}, and its default depends on the version of the engine`,
        observed: block.get('engine_version'),
        expected,
      });
  }
}
