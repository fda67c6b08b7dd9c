import { loadJson } from '../../../../../lib/compliance/model/load';
import { isUnknown } from '../../../../../lib/compliance/model/value';
import { isOfType, protocolOf } from '../../../../../lib/compliance/rules/elb/shared/load-balancer';

function blockOf(resource: object, address: string) {
  const block = loadJson({ resource }, 'test').configuration.block(address);
  if (block === undefined) throw new Error('no block');
  return block;
}

describe('isOfType', () => {
  const typed = (load_balancer_type: unknown) => blockOf({ aws_lb: { l: { load_balancer_type } } }, 'aws_lb.l');

  it('takes a load balancer without type for an application load balancer', () => {
    expect([null, '', 'application'].map((type) => isOfType(typed(type), 'application'))).toEqual([true, true, true]);
    expect(isOfType(typed('network'), 'application')).toBe(false);
  });

  it('does not decide about an expression', () => {
    expect(isUnknown(isOfType(typed('${var.type}'), 'application'))).toBe(true);
  });
});

describe('protocolOf', () => {
  const listening = (listener: object, balancer: object) =>
    protocolOf(
      blockOf(
        { aws_lb: { l: balancer }, aws_lb_listener: { l: { load_balancer_arn: '${aws_lb.l.arn}', ...listener } } },
        'aws_lb_listener.l',
      ),
    );

  it.each([
    [{ protocol: 'https' }, {}, 'HTTPS'],
    [{}, {}, 'HTTP'],
    [{}, { load_balancer_type: 'gateway' }, 'GENEVE'],
    [{}, { load_balancer_type: 'network' }, undefined],
    [{}, { load_balancer_type: '${var.type}' }, undefined],
    [{ load_balancer_arn: '${var.arn}' }, {}, undefined],
    [{ load_balancer_arn: 'arn:aws:elasticloadbalancing:eu-central-1:1:loadbalancer/app/a/1' }, {}, 'HTTP'],
  ])('reads %j of %j as %s', (listener, balancer, expected) => {
    expect(listening(listener, balancer)).toBe(expected);
  });
});
