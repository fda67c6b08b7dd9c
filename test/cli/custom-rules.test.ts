import { Workspace } from './run-command';

let workspace: Workspace;

beforeEach(() => {
  jest.resetModules();
  workspace = new Workspace().write('a.tf.json', { resource: { aws_sqs_queue: { q: {} } } });
});

afterEach(() => {
  workspace.remove();
});

const METADATA = { title: 'Queues are named', severity: 'high', resourceTypes: ['aws_sqs_queue'] };
const DECLARED = { ...METADATA, schema: { required: ['name'] }, message: 'the queue has no name', expected: 'a name' };

function settings(...customRules: string[]): Workspace {
  return workspace.write('guardrails.config.json', { customRules });
}

describe('rules of one’s own', () => {
  it('may be a module with a function', async () => {
    workspace.write(
      'rules/module.js',
      `module.exports = { ...${JSON.stringify({ ...METADATA, id: 'queue-named-module' })},
        check: (block) => block.get('name') === undefined ? { verdict: 'fail', message: 'no name' } : [] };`,
    );
    const { code, stdout } = await settings('rules/module.js').run(['check', '.']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('no name')]);
  });

  it.each([
    ['YAML', 'rules.yaml', 'queue-named-yaml'],
    ['JSON', 'rules.json', 'queue-named-json'],
  ])('may be declared in %s', async (_what, file, id) => {
    workspace.write(file, [{ ...DECLARED, id }]);
    const { code, stdout } = await settings(file).run(['check', '.', '--rule', id]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('the queue has no name')]);
    expect((await workspace.run(['check', '.', '--pack', 'cis-aws-5.0.0'])).stdout).not.toContain(id);
  });

  it('have severities and options in the settings, as all rules', async () => {
    workspace.write('r.json', { ...DECLARED, id: 'queue-named-off' });
    workspace.write('guardrails.config.json', { customRules: ['r.json'], rules: { 'queue-named-off': 'off' } });
    expect((await workspace.run(['check', '.'])).stdout).not.toContain('queue-named-off');
  });

  it.each([
    ['a file that is not there', undefined, 'does not exist'],
    ['no JSON', '{', 'cannot be loaded'],
    ['no rule', '[]', 'holds no rule'],
    ['no id', JSON.stringify(DECLARED), "must have required property 'id'"],
    ['an id that is taken', JSON.stringify({ ...DECLARED, id: 'sqs-dlq' }), 'exists already'],
    ['a wrong id', JSON.stringify({ ...DECLARED, id: 'Queue_Named' }), 'id must match pattern'],
    [
      'a wrong severity',
      JSON.stringify({ ...DECLARED, id: 'a-b', severity: 'huge' }),
      'severity must be equal to one of',
    ],
    ['neither check nor schema', JSON.stringify({ ...METADATA, id: 'a-b' }), 'schema is missing'],
    ['a schema that is none', JSON.stringify({ ...DECLARED, id: 'a-b', schema: { type: 'x' } }), 'its schema is none'],
  ])('are refused for %s', async (_what, content, message) => {
    if (content !== undefined) workspace.write('bad.json', content);
    const { code, stderr } = await settings('bad.json').run(['check', '.']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toContain('bad.json');
  });

  it('are refused for a module that throws', async () => {
    workspace.write('bad.js', 'throw new Error("boom");');
    const { code, stderr } = await settings('bad.js').run(['check', '.']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be loaded: boom')]);
  });
});
