import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ESCALATION_METHODS } from '../../lib/compliance/rules/iam/shared/escalation-methods';

const guide = readFileSync(path.join(__dirname, '..', '..', 'docs', 'guides', 'privilege-escalation.md'), 'utf8');

/** Cells of the table of methods. */
const rows = guide
  .slice(guide.indexOf('## Methods'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

it('lists every method with its source, and no other', () => {
  const listed = rows.map(([actions = '', , source = '']) => [
    actions.replaceAll('`', ''),
    /\((.*)\)/.exec(source)?.[1],
  ]);
  expect(listed).toEqual(ESCALATION_METHODS.map(({ actions, source }) => [actions.join(' with '), source]));
});

it('says of what service a method opens the resources', () => {
  const opens = rows.map(([, note = '']) => /`(.+)`/.exec(note)?.[1]);
  expect(opens).toEqual(ESCALATION_METHODS.map((method) => method.opens));
});
