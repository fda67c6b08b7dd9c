import { Construct } from 'constructs';
import { ApprovedInstanceFamilies } from '../../lib/database/approved-instance-families';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import { errorOf, newStack, synth } from '../core/support';

function create(scope: Construct, instanceClass: string): DatabaseInstance {
  return new DatabaseInstance(scope, 'db', {
    engine: DatabaseEngine.POSTGRES_17,
    instanceClass,
    vpcId: 'vpc-1',
    subnetIds: ['subnet-1', 'subnet-2'],
  });
}

describe('ApprovedInstanceFamilies', () => {
  it('are all of them unless some are approved', () => {
    const stack = newStack();
    expect(ApprovedInstanceFamilies.of(stack)).toBeUndefined();
    expect(() => create(stack, 'db.x2iedn.32xlarge')).not.toThrow();
  });

  it('hold for everything below the nearest scope', () => {
    const stack = newStack();
    ApprovedInstanceFamilies.set(stack, ['m7g', 'r7g']);
    const [inside, exempt] = [new Construct(stack, 'inside'), new Construct(stack, 'exempt')];
    ApprovedInstanceFamilies.set(exempt, ['x2iedn']);
    expect(ApprovedInstanceFamilies.of(inside)).toEqual(['m7g', 'r7g']);
    expect(() => create(inside, 'db.r7g.large')).not.toThrow();
    expect(() => create(exempt, 'db.x2iedn.large')).not.toThrow();
    const error = errorOf(() => create(new Construct(stack, 'other'), 'db.m7gd.large'));
    expect(error.code).toBe('DB_INSTANCE_CLASS_NOT_APPROVED');
    expect(error.constructPath).toBe('shop/other/db');
    expect(error.message).toContain('is "db.m7gd.large", approved families are m7g, r7g; use one of them');
  });

  it('cannot be changed through the list that was given or got', () => {
    const stack = newStack();
    const families = ['m7g'];
    ApprovedInstanceFamilies.set(stack, families);
    families.push('x2iedn');
    ApprovedInstanceFamilies.of(stack)?.push('x2iedn');
    expect(ApprovedInstanceFamilies.of(stack)).toEqual(['m7g']);
  });

  it('refuse a class that is not known before Terraform runs', () => {
    const stack = newStack();
    expect(() => create(stack, '${var.class}')).not.toThrow();
    const strict = newStack();
    ApprovedInstanceFamilies.set(strict, ['m7g']);
    expect(errorOf(() => create(strict, '${var.class}')).code).toBe('DB_INSTANCE_CLASS_NOT_APPROVED');
  });

  it.each<[string, (database: DatabaseInstance) => void]>([
    ['a setter', ({ resource }) => (resource.instanceClass = 'db.x2iedn.large')],
    [
      'an override',
      ({ resource }) => {
        resource.addOverride('instance_class', 'db.x2iedn.large');
      },
    ],
    [
      'an expression',
      ({ resource }) => {
        resource.addOverride('instance_class', '${var.class}');
      },
    ],
  ])('are looked at again when %s has changed the class', (_, change) => {
    const stack = newStack();
    ApprovedInstanceFamilies.set(stack, ['m7g']);
    const database = create(stack, 'db.m7g.large');
    expect(() => synth(stack)).not.toThrow();
    change(database);
    expect(() => synth(stack)).toThrow(/\[shop\/db\] DB_INSTANCE_CLASS_NOT_APPROVED/);
  });

  it('hold for databases that were there before', () => {
    const stack = newStack();
    create(stack, 'db.x2iedn.large');
    ApprovedInstanceFamilies.set(stack, ['m7g']);
    expect(() => synth(stack)).toThrow(/DB_INSTANCE_CLASS_NOT_APPROVED/);
  });

  it.each([[[]], [['db.m7g']], [['M7G']], [['']], ['m7g' as never], [undefined as never], [[7 as never]]])(
    'refuse %p',
    (families) => {
      const error = errorOf(() => {
        ApprovedInstanceFamilies.set(newStack(), families);
      });
      expect(error.code).toBe('DB_INSTANCE_CLASS_INVALID');
    },
  );
});
