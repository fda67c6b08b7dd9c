import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../../model/value';
import { companions } from '../../../reading/companions';
import { possibleTarget } from '../../../reading/possible-target';
import type { Truth } from '../../../reading/truth';

export interface StageSettings {
  /** Method settings of the stage. */
  readonly blocks: readonly Block[];
  /** Set where other settings may belong to the stage. */
  readonly doubt: Unknown | undefined;
}

/** The `aws_api_gateway_method_settings` of a stage: they name the stage and its API. */
export function settingsOf(stage: Block): StageSettings {
  const { configuration } = stage;
  const found = companions(
    configuration,
    'aws_api_gateway_method_settings',
    'stage_name',
    ['aws_api_gateway_stage'],
    ['stage_name'],
  );
  const blocks: Block[] = [];
  let doubt = possibleTarget(found.unlinked, configuration);
  for (const companion of found.of(stage)) {
    const isSame = isOfSameApi(stage, companion.block);
    if (isSame === false) continue;
    const hidden = companion.doubt ?? (isUnknown(isSame) ? isSame : undefined);
    if (hidden === undefined) blocks.push(companion.block);
    else doubt ??= hidden;
  }
  return { blocks, doubt };
}

function isOfSameApi(stage: Block, settings: Block): Truth {
  const ofStage = stage.get('rest_api_id');
  const ofSettings = settings.get('rest_api_id');
  if (textOf(ofStage) === textOf(ofSettings)) return ofStage !== undefined;
  const api = linkedApi(stage, ofStage);
  const other = linkedApi(stage, ofSettings);
  if (api !== undefined && other !== undefined) return api === other;
  return [ofStage, ofSettings].find(isUnknown) ?? false;
}

function linkedApi({ configuration }: Block, value: Value): Block | undefined {
  return configuration.link(value, ['aws_api_gateway_rest_api'], ['id']).blocks[0];
}

function textOf(value: Value): string | undefined {
  const text = toText(value);
  return isUnknown(text) ? text.expression : text;
}
