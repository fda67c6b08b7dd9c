import { loadJson } from '../../../lib/compliance';
import type { Outcome } from '../../../lib/compliance/engine/outcome';
import { requireCompanion } from '../../../lib/compliance/reading/companion-requirement';
import { companions } from '../../../lib/compliance/reading/companions';

const TYPE = 'aws_ecr_lifecycle_policy';

function judge(policies: object, repository: object = {}, rest: object = {}): Outcome {
  const resource = { aws_ecr_repository: { app: { name: 'app', ...repository } }, [TYPE]: policies };
  const { configuration } = loadJson({ resource, ...rest }, 'test');
  const block = configuration.block('aws_ecr_repository.app');
  if (block === undefined) throw new Error('no repository');
  const all = companions(configuration, TYPE, 'repository', ['aws_ecr_repository'], ['name', 'id']);
  return requireCompanion(block, all, { missing: 'the repository has none', expected: 'one' });
}

describe('requireCompanion', () => {
  it('passes where every instance has one', () => {
    expect(judge({ p: { repository: 'app' } }).verdict).toBe('pass');
    expect(
      judge({ p: { repository: '${aws_ecr_repository.app[count.index].name}', count: 2 } }, { count: 2 }).verdict,
    ).toBe('pass');
  });

  it('fails where one is missing', () => {
    expect(judge({})).toMatchObject({ verdict: 'fail', message: 'the repository has none', expected: 'one' });
    expect(judge({ p: { repository: '${aws_ecr_repository.app[0].name}' } }, { count: 2 })).toMatchObject({
      verdict: 'fail',
      message: 'the repository has none, in some of its instances',
    });
  });

  it('does not know where one may be meant', () => {
    expect(judge({ p: { repository: '${var.name}' } })).toMatchObject({
      verdict: 'unknown',
      message: 'whether the repository has none depends on ${var.name}, which is not known before Terraform runs',
    });
    expect(judge({ p: { repository: 'app', count: '${var.n}' } }).verdict).toBe('unknown');
  });

  it('leaves out what is for a repository elsewhere', () => {
    const elsewhere = (repository: string, rest: object = {}) => judge({ p: { repository } }, {}, rest).verdict;
    expect(elsewhere('${data.terraform_remote_state.images.outputs.web}')).toBe('fail');
    const looked = (name: string) => ({ data: { aws_ecr_repository: { web: { name } } } });
    expect(elsewhere('${data.aws_ecr_repository.web.name}', looked('web'))).toBe('fail');
    expect(elsewhere('${data.aws_ecr_repository.web.id}', looked('app'))).toBe('unknown');
  });

  it('does not compare more than some hundred of them with each block', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [
        `p${String(n)}`,
        { repository: '${data.terraform_remote_state.s.outputs.r}' },
      ]),
    );
    expect(judge(many).verdict).toBe('unknown');
  });
});
