import { loadJson } from '../../../../lib/compliance';
import { isUnknown } from '../../../../lib/compliance/model/value';
import {
  bucketDataEvents,
  managementEvents,
  mentionsObjects,
} from '../../../../lib/compliance/rules/cloudtrail/shared/recorded-events';
import { advanced, trail, TRAIL } from './trails';

function read(attributes: Readonly<Record<string, unknown>>) {
  const block = loadJson(trail(attributes)).configuration.block(TRAIL);
  if (block === undefined) throw new Error('the configuration lacks the trail');
  const shown = (truth: unknown) => (isUnknown(truth) ? 'unknown' : truth);
  const management = managementEvents(block);
  const objects = bucketDataEvents(block);
  return {
    management: [shown(management.read), shown(management.write)],
    objects: [shown(objects.read), shown(objects.write)],
    mentions: shown(mentionsObjects(block)),
  };
}

const OBJECTS = { eventCategory: { equals: ['Data'] }, 'resources.type': { equals: ['AWS::S3::Object'] } };

describe('recorded events', () => {
  it('are all management events and no data events without selectors', () => {
    expect(read({})).toEqual({ management: [true, true], objects: [false, false], mentions: false });
  });

  it('are those of one kind', () => {
    expect(read({ event_selector: { read_write_type: 'ReadOnly' } })).toMatchObject({ management: [true, false] });
    expect(
      read({
        event_selector: [
          { read_write_type: 'WriteOnly', data_resource: { type: 'AWS::S3::Object', values: ['arn:aws:s3:::'] } },
        ],
      }),
    ).toEqual({ management: [false, true], objects: [false, true], mentions: true });
    expect(read({ advanced_event_selector: advanced({ ...OBJECTS, readOnly: { equals: ['true'] } }) })).toEqual({
      management: [false, false],
      objects: [true, false],
      mentions: true,
    });
  });

  it('are not known where a field may be there', () => {
    const selector = {
      ...advanced(OBJECTS),
      dynamic: { field_selector: { for_each: '${var.all}', content: { field: 'readOnly', equals: ['true'] } } },
    };
    expect(read({ advanced_event_selector: selector })).toMatchObject({ objects: ['unknown', 'unknown'] });
  });

  it('are not those of a selector that asks for another type', () => {
    const functions = { ...OBJECTS, 'resources.type': { equals: ['AWS::Lambda::Function'] } };
    expect(read({ advanced_event_selector: advanced(functions) })).toMatchObject({
      objects: [false, false],
      mentions: false,
    });
  });
});
