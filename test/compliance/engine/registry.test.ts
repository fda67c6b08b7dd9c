import { suggest } from '../../../lib/compliance/engine/registry';

const IDS = [
  'kms-key-enabled',
  'kms-key-rotation-enabled',
  'kms-key-rotation-period',
  'rds-instance-storage-encrypted',
  'sg-attached',
];

describe('suggest', () => {
  it.each([
    ['sg-atached', 'sg-attached'],
    ['rds-storage', 'rds-instance-storage-encrypted'],
    ['kms-key-rotation', 'kms-key-rotation-period'],
    ['KMS_ENABLED', 'kms-key-enabled'],
    ['something-else', undefined],
    ['', undefined],
  ])('%j gives %j', (text, suggestion) => {
    expect(suggest(text, IDS)).toBe(suggestion);
  });
});
