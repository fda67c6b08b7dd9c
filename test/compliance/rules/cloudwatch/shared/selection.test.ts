import { parseFilterPattern } from '../../../../../lib/compliance/rules/cloudwatch/shared/filter-pattern';
import { selects, selectsAnything } from '../../../../../lib/compliance/rules/cloudwatch/shared/selection';
import { EVERYDAY, recordOf } from '../../../../../lib/compliance/rules/cloudwatch/shared/trail-event';

const RECORD = recordOf('AWS API Call via CloudTrail', {
  eventSource: 'kms.amazonaws.com',
  eventName: 'DisableKey',
  eventType: { isNot: ['AwsServiceEvent'] },
  errorCode: 'AccessDenied*',
  'userIdentity.invokedBy': undefined,
});
const read = (text: string) => {
  const pattern = parseFilterPattern(text);
  if (pattern.kind !== 'json') throw new Error(`${text} is ${pattern.kind}`);
  return pattern.expression;
};

describe('selects', () => {
  it.each([
    '$.eventName = DisableKey',
    '$.eventName = "Disable*"',
    '$.eventName = DeleteKey || $.eventName = DisableKey',
    '$.eventSource = kms.amazonaws.com && ($.eventName = DisableKey || $.eventName = x)',
    '$.eventName != EnableKey',
    '$.eventType != AwsServiceEvent',
    '$.eventType = *',
    '$.userIdentity.invokedBy NOT EXISTS',
    '$.eventName EXISTS',
    '$.errorCode = AccessDenied*',
    '$.errorCode != ThrottlingException',
    '$.eventName = %Disable%',
    '$.eventName = %^x$|^DisableKey$%',
    '$.eventName = DisableKey || $.recipientAccountId = 1',
  ])('every: %s', (condition) => {
    expect(selects(read(`{ ${condition} }`), RECORD)).toBe('every');
  });

  it.each([
    '$.eventName = EnableKey',
    '$.eventName = disablekey',
    '$.eventName != Disable*',
    '$.userIdentity.invokedBy EXISTS',
    '$.userIdentity.invokedBy = x',
    '$.eventName = DisableKey && $.eventSource = s3.amazonaws.com',
    '$.eventName = %Enable%',
    '$.eventName IS TRUE',
  ])('none: %s', (condition) => {
    expect(selects(read(`{ ${condition} }`), RECORD)).toBe('none');
  });

  it.each([
    '$.eventName = DisableKey && $.recipientAccountId = 1',
    '$.eventName = DisableKey && $.errorMessage NOT EXISTS',
    '$.eventType = AwsApiCall',
    '$.eventType != AwsApiCall',
    '$.errorCode = AccessDenied',
    '$.errorCode != AccessDeniedException',
    '$.userIdentity.invokedBy != x',
    '$.eventName > 3',
    '$.constructor = x',
    '$.__proto__ EXISTS',
  ])('some: %s', (condition) => {
    expect(selects(read(`{ ${condition} }`), RECORD)).toBe('some');
  });

  it.each(['$.eventName = %Dis[a]ble.*%', '$.recipientAccountId = %1%', '$.eventName != %x%'])(
    'unclear: %s',
    (condition) => {
      expect(selects(read(`{ ${condition} }`), RECORD)).toBe('unclear');
    },
  );
});

describe('selectsAnything', () => {
  it.each(['$.eventName = *', '$.eventName != Foo', '$.eventSource EXISTS', '$.eventVersion = 1.11'])(
    'is true for %s',
    (condition) => {
      expect(selectsAnything(read(`{ ${condition} }`), EVERYDAY)).toBe(true);
    },
  );

  it.each([
    '$.eventName = DisableKey',
    '$.errorCode = AccessDenied* || $.eventName != HeadBucket',
    '$.userIdentity.type = Root && $.eventType != AwsServiceEvent',
  ])('is false for %s', (condition) => {
    expect(selectsAnything(read(`{ ${condition} }`), EVERYDAY)).toBe(false);
  });
});
