import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown } from '../../../lib/compliance/model/value';
import { keyPresence } from '../../../lib/compliance/reading/key-presence';

const { configuration } = loadJson({
  variable: { key: { type: 'string' } },
  data: { aws_kms_alias: { sns: { name: 'alias/aws/sns' } } },
  resource: {
    aws_kms_key: { main: {} },
    aws_sns_topic: { plain: { name: 'plain' }, secret: { kms_master_key_id: 'alias/orders' } },
  },
});

describe('keyPresence', () => {
  it.each([
    'alias/aws/sns',
    'alias/${var.key}',
    '${aws_kms_key.main.arn}',
    '${data.aws_kms_alias.sns.target_key_arn}',
    '${aws_sns_topic.secret.kms_master_key_id}',
    '${data.terraform_remote_state.keys.outputs.sns}',
  ])('sees a key in %s', (value) => {
    expect(keyPresence(configuration.resolve(value), configuration)).toBe('set');
  });

  it.each([null, '', ' ', false, [[]]])('sees none in %j', (value) => {
    expect(keyPresence(configuration.resolve(value), configuration)).toBe('absent');
  });

  it.each(['${var.key}', '${aws_sns_topic.plain.kms_master_key_id}', '${var.key != "" ? var.key : null}'])(
    'does not know of %s',
    (value) => {
      expect(isUnknown(keyPresence(configuration.resolve(value), configuration))).toBe(true);
    },
  );
});
