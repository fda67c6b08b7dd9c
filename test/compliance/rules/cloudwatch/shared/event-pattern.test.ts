import fc from 'fast-check';
import {
  eventPatternSelects,
  readEventPattern,
} from '../../../../../lib/compliance/rules/cloudwatch/shared/event-pattern';
import { recordOf } from '../../../../../lib/compliance/rules/cloudwatch/shared/trail-event';
import { Unknown } from '../../../../../lib/compliance/model/value';

const RECORD = recordOf('AWS API Call via CloudTrail', {
  eventSource: 'kms.amazonaws.com',
  eventName: 'DisableKey',
  errorCode: 'AccessDenied*',
  'userIdentity.type': 'Root',
  'userIdentity.invokedBy': undefined,
});
const selection = (pattern: unknown) => {
  const read = readEventPattern(JSON.stringify(pattern));
  return read === undefined ? 'unreadable' : eventPatternSelects(read, RECORD);
};

describe('eventPatternSelects', () => {
  it.each([
    { source: ['aws.kms'] },
    { 'detail-type': ['AWS API Call via CloudTrail'], detail: { eventName: ['DisableKey', 'ScheduleKeyDeletion'] } },
    { detail: { userIdentity: { type: ['Root'], invokedBy: [{ exists: false }] } } },
    { detail: { eventName: [{ prefix: 'Disable' }], eventSource: [{ suffix: '.amazonaws.com' }] } },
    { detail: { errorCode: [{ prefix: 'Access' }], eventName: [{ wildcard: 'Dis*Key' }] } },
    { detail: { eventName: [{ 'anything-but': ['EnableKey'] }] } },
    { detail: { eventName: [{ 'anything-but': { prefix: 'Enable' } }] } },
    { $or: [{ source: ['aws.s3'] }, { detail: { eventName: ['DisableKey'] } }] },
  ])('every: %j', (pattern) => {
    expect(selection(pattern)).toBe('every');
  });

  it.each([
    { source: ['aws.s3'] },
    { 'detail-type': ['AWS Console Sign In via CloudTrail'] },
    { detail: { eventName: ['EnableKey'] } },
    { detail: { eventName: ['*'] } },
    { detail: { eventName: [] } },
    { detail: { userIdentity: { invokedBy: [{ exists: true }] } } },
    { detail: { eventName: [{ 'anything-but': 'DisableKey' }] } },
  ])('none: %j', (pattern) => {
    expect(selection(pattern)).toBe('none');
  });

  it.each([
    { source: ['aws.kms'], account: ['111122223333'] },
    { detail: { eventName: ['DisableKey'], requestParameters: { keyId: ['x'] } } },
    { detail: { errorCode: ['AccessDenied'] } },
  ])('some: %j', (pattern) => {
    expect(selection(pattern)).toBe('some');
  });

  it.each([{ source: 'aws.kms' }, { detail: { eventName: [{ 'equals-ignore-case': 'disablekey' }] } }])(
    'unclear: %j',
    (pattern) => {
      expect(selection(pattern)).toBe('unclear');
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (pattern) => {
        expect(['every', 'none', 'some', 'unclear', 'unreadable']).toContain(selection(pattern));
      }),
    );
  });

  it('reads no text that is no JSON object', () => {
    for (const value of ['', '[]', '{', '"x"', new Unknown('${var.x}'), 3])
      expect(readEventPattern(value)).toBeUndefined();
  });
});
