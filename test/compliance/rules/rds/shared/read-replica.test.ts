import { loadJson } from '../../../../../lib/compliance';
import { isUnknown } from '../../../../../lib/compliance/model/value';
import { sameRegionReplicaPresence } from '../../../../../lib/compliance/rules/rds/shared/read-replica';
import { blocks, type Attributes } from './configurations';

const provider = {
  aws: [{ region: 'us-east-1' }, { alias: 'eu', region: 'eu-west-1' }, { alias: 'home', region: 'us-east-1' }],
};

function replica(attributes: Attributes) {
  const configuration = blocks({ 'aws_db_instance.main': {}, 'aws_db_instance.replica': attributes }, { provider });
  const block = loadJson(configuration).configuration.block('aws_db_instance.replica');
  if (block === undefined) throw new Error('the configuration lost its replica');
  return sameRegionReplicaPresence(block);
}

const byReference = { replicate_source_db: '${aws_db_instance.main.arn}' };
const byArn = { replicate_source_db: 'arn:aws:rds:us-east-1:111122223333:db:orders' };

describe('sameRegionReplicaPresence', () => {
  it('is set where source and replica share a region', () => {
    expect(replica(byReference)).toBe('set');
    expect(replica({ ...byReference, provider: 'aws.home' })).toBe('set');
    expect(replica({ replicate_source_db: 'orders' })).toBe('set');
    expect(replica(byArn)).toBe('set');
  });

  it('is absent for another region and for no replica', () => {
    expect(replica({})).toBe('absent');
    expect(replica({ ...byReference, provider: 'aws.eu' })).toBe('absent');
    expect(replica({ ...byReference, region: 'eu-west-1' })).toBe('absent');
    expect(replica({ ...byArn, provider: 'aws.eu' })).toBe('absent');
  });

  it('is unknown where the source or its region is', () => {
    expect(isUnknown(replica({ replicate_source_db: '${var.unset}' }))).toBe(true);
    expect(isUnknown(replica({ replicate_source_db: '${data.aws_db_instance.d.db_instance_arn}' }))).toBe(true);
    expect(isUnknown(replica({ ...byReference, region: '${var.unset}' }))).toBe(true);
  });
});
