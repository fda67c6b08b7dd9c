import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import type { TerraformStack } from 'cdktf';
import { Lazy, Testing, TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { guarantee, integerBetween, type Guarantee } from '../../lib/core/guarantee';
import { finalAttributes } from '../../lib/core/final-attributes';
import { newStack, synth } from './support';

class Promised extends Construct {
  readonly resource: SsmParameter;

  constructor(stack: TerraformStack, guarantees: readonly Guarantee[]) {
    super(stack, 'promised');
    this.resource = new SsmParameter(this, 'Resource', {
      name: 'n',
      type: 'SecureString',
      value: 'v',
      tags: { a: '1' },
    });
    guarantee(this, this.resource, guarantees);
  }
}

const TYPE: Guarantee = { code: 'P_TYPE', attribute: 'type', value: 'SecureString', instead: 'keep it' };

function broken(
  guarantees: readonly Guarantee[],
  attack: (resource: SsmParameter, stack: TerraformStack) => void,
): () => void {
  const stack = newStack();
  attack(new Promised(stack, guarantees).resource, stack);
  return () => synth(stack);
}

describe('guarantee', () => {
  it('is silent while it is kept', () => {
    expect(broken([TYPE], () => undefined)).not.toThrow();
  });

  it('says code, address, value, promise, remedy and construct path', () => {
    expect(broken([TYPE], (resource) => (resource.type = 'String'))).toThrow(
      /P_TYPE: aws_ssm_parameter\.promised_\w+\.type is "String", but Promised guarantees "SecureString"; remove the setter or override that changes it and keep it \(construct shop\/promised\)/,
    );
  });

  it('reports everything that is broken at once', () => {
    const insecure: Guarantee = { code: 'P_NO_INSECURE', attribute: 'insecure_value', value: undefined };
    const attack = broken([TYPE, insecure], (resource) => {
      resource.type = 'String';
      resource.insecureValue = 'x';
    });
    expect(attack).toThrow(/P_TYPE(.|\n)*P_NO_INSECURE/);
  });

  it.each<[string, (resource: SsmParameter, stack: TerraformStack) => void]>([
    [
      'override on the resource',
      (resource) => {
        resource.addOverride('type', 'String');
      },
    ],
    [
      'deletion on the resource',
      (resource) => {
        resource.addOverride('type', undefined);
      },
    ],
    [
      'null on the resource',
      (resource) => {
        resource.addOverride('type', null);
      },
    ],
    [
      'an expression',
      (resource) => {
        resource.addOverride('type', '${var.type}');
      },
    ],
    ['a lazy value', (resource) => (resource.type = Lazy.stringValue({ produce: () => 'String' }))],
    [
      'override on the stack',
      (resource, stack) => {
        stack.addOverride(`resource.aws_ssm_parameter.${resource.friendlyUniqueId}.type`, 'String');
      },
    ],
    [
      'deletion on the stack',
      (resource, stack) => {
        stack.addOverride(`resource.aws_ssm_parameter.${resource.friendlyUniqueId}.type`, undefined);
      },
    ],
    ['ignore_changes of the attribute', (resource) => (resource.lifecycle = { ignoreChanges: ['type'] })],
    ['ignore_changes of a part of it', (resource) => (resource.lifecycle = { ignoreChanges: ['type[0]'] })],
    [
      'ignore_changes by an index on the stack',
      (resource, stack) => {
        resource.lifecycle = { ignoreChanges: ['tags'] };
        const path = `resource.aws_ssm_parameter.${resource.friendlyUniqueId}.lifecycle.ignore_changes.0`;
        stack.addOverride(path, 'type');
      },
    ],
    [
      'ignore_changes of the attribute between blanks',
      (resource) => (resource.lifecycle = { ignoreChanges: [' type '] }),
    ],
    ['ignore_changes after a comment', (resource) => (resource.lifecycle = { ignoreChanges: ['/* */type'] })],
    ['ignore_changes of everything', (resource) => (resource.lifecycle = { ignoreChanges: 'all' })],
  ])('notices %s', (_, attack) => {
    expect(broken([TYPE], attack)).toThrow(/P_TYPE/);
  });

  it.each<[string, (resource: SsmParameter, stack: TerraformStack) => void]>([
    [
      'on the stack',
      (resource, stack) => {
        stack.addOverride(`resource.aws_ssm_parameter.${resource.friendlyUniqueId}`, undefined);
      },
    ],
    [
      'of its whole type',
      (_, stack) => {
        stack.addOverride('resource.aws_ssm_parameter', undefined);
      },
    ],
    ['from the tree', (resource) => resource.node.scope?.node.tryRemoveChild('Resource')],
  ])('notices removal of the resource %s', (_, attack) => {
    expect(broken([TYPE], attack)).toThrow(/P_TYPE: aws_ssm_parameter\.\S+ was removed, but Promised relies on it/);
  });

  it('notices a nested path that an override changes', () => {
    const nested: Guarantee = { code: 'P_TAG', attribute: 'tags.a', value: '1' };
    expect(
      broken([nested], (resource) => {
        resource.addOverride('tags.b', '2');
      }),
    ).not.toThrow();
    expect(
      broken([nested], (resource) => {
        resource.addOverride('tags.a', '2');
      }),
    ).toThrow(/P_TAG: .*tags\.a is "2"/);
  });

  it('notices a dynamic block in place of a block that is promised to be absent', () => {
    const noBlock: Guarantee = { code: 'P_NO_TIMEOUTS', attribute: 'timeouts', value: undefined };
    const dynamic = { for_each: ['a'], content: {} };
    expect(
      broken([noBlock], (resource) => {
        resource.addOverride('dynamic.timeouts', dynamic);
      }),
    ).toThrow(/is a dynamic block/);
  });

  it('notices count and for_each, which can remove the resource', () => {
    expect(broken([TYPE], (resource) => (resource.count = 0))).toThrow(/was given count, which can remove it/);
    expect(
      broken([TYPE], (resource) => {
        resource.addOverride('for_each', {});
      }),
    ).toThrow(/was given for_each/);
  });

  it('notices dynamic blocks in a list', () => {
    const noBlock: Guarantee = { code: 'P_NO_TIMEOUTS', attribute: 'timeouts', value: undefined };
    const list = [{ other: {} }, { timeouts: { for_each: ['a'], content: {} } }];
    expect(
      broken([noBlock], (resource) => {
        resource.addOverride('dynamic', list);
      }),
    ).toThrow(/is a dynamic block/);
    expect(
      broken([noBlock], (resource) => {
        resource.addOverride('dynamic', list.slice(0, 1));
      }),
    ).not.toThrow();
  });

  it('sees through overrides of other resources and of settings, and through notes in the metadata', () => {
    const override = (resource: SsmParameter, stack: TerraformStack) => {
      stack.addOverride('terraform.required_version', '~> 1.11');
      stack.addOverride('resource.aws_ssm_parameter.other.type', 'String');
      stack.addOverride('resource.aws_s3_bucket.other.bucket', 'b');
      resource.addOverride('//.guardrails.note', 'n');
    };
    expect(broken([TYPE], override)).not.toThrow();
    expect(
      broken([TYPE], (resource, stack) => {
        override(resource, stack);
        resource.type = 'String';
      }),
    ).toThrow(/P_TYPE/);
    expect(
      broken([TYPE], (_, stack) => {
        stack.addOverride('resource', undefined);
      }),
    ).toThrow(/P_TYPE: .* was removed/);
  });

  it('compares lists by their elements', () => {
    const list: Guarantee = { code: 'P_LIST', attribute: 'list', value: ['a', 'b'] };
    const set = (value: unknown) =>
      broken([list], (resource) => {
        resource.addOverride('list', value);
      });
    expect(set(['a', 'b'])).not.toThrow();
    expect(set(['b', 'a'])).toThrow(/P_LIST/);
    expect(set(['a'])).toThrow(/P_LIST/);
    expect(set('${var.list}')).toThrow(/P_LIST/);
  });

  it('resolves the tokens of a promise and of an attribute where they differ', () => {
    const lazily = Lazy.stringValue({ produce: () => 'SecureString' });
    const promised: Guarantee = { code: 'P_TYPE', attribute: 'type', value: lazily };
    expect(broken([promised], () => undefined)).not.toThrow();
    expect(broken([TYPE], (resource) => (resource.type = lazily))).not.toThrow();
    expect(broken([promised], (resource) => (resource.type = 'String'))).toThrow(/guarantees "SecureString"/);
  });

  it('takes true and "true", 7 and "7", null and absent for the same', () => {
    const promises: Guarantee[] = [
      { code: 'P_OVERWRITE', attribute: 'overwrite', value: true },
      { code: 'P_TIER', attribute: 'tier', value: 7 },
      { code: 'P_NONE', attribute: 'description', value: undefined },
    ];
    const kept = broken(promises, (resource) => {
      resource.addOverride('overwrite', 'true');
      resource.addOverride('tier', '7');
      resource.addOverride('description', null);
    });
    expect(kept).not.toThrow();
  });

  it('accepts other literals of a range but no expression that somebody else has set', () => {
    const days: Guarantee = {
      code: 'P_DAYS',
      attribute: 'tier',
      value: 30,
      accepts: integerBetween(7, 30),
      promise: '7 to 30 days',
    };
    const set = (value: unknown) =>
      broken([days], (resource) => {
        resource.addOverride('tier', value);
      });
    expect(set(7)).not.toThrow();
    expect(set('8')).not.toThrow();
    expect(set(6)).toThrow(/is 6, but Promised guarantees 7 to 30 days/);
    expect(set(7.5)).toThrow(/P_DAYS/);
    expect(set('')).toThrow(/is ""/);
    expect(set('${var.days}')).toThrow(/P_DAYS/);
  });

  it('keeps a promise whose own value is a token', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    const promised = new Promised(stack, [
      { code: 'P_DAYS', attribute: 'tier', value: days.numberValue, accepts: integerBetween(7, 30) },
    ]);
    promised.resource.addOverride('tier', Token.asNumber(days.numberValue));
    expect(() => synth(stack)).not.toThrow();
  });

  it('never shows a value that may be a secret', () => {
    const secret: Guarantee = { code: 'P_SECRET', attribute: 'value', value: undefined, sensitive: true };
    let message = '';
    try {
      broken([secret], (resource) => (resource.value = 'hunter' + '2'))();
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('P_SECRET: ');
    expect(message).toContain('.value is set, but');
    expect(message).not.toContain('hunter');
  });

  it('reads attributes as synthesis writes them, lists appended by overrides included', () => {
    const stack = newStack();
    const { resource } = new Promised(stack, []);
    resource.addOverride('list', ['a']);
    stack.addOverride(`resource.aws_ssm_parameter.${resource.friendlyUniqueId}.list`, ['b']);
    const final = new Map(Object.entries(finalAttributes(resource) ?? {}));
    final.delete('//');
    const json = JSON.parse(Testing.synth(stack)) as { readonly resource: { readonly aws_ssm_parameter: object } };
    expect(Object.fromEntries(final)).toEqual(Object.values(json.resource.aws_ssm_parameter)[0]);
    expect(final.get('list')).toEqual(['a', 'b']);
  });
});
