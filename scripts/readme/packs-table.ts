import { packNames, packRules, SEVERITIES } from '../../lib/compliance';
import { PACKS } from '../../lib/compliance/packs';

/** The packs with the number of their rules, as a Markdown table. */
export function packsTable(): string {
  const rows = packNames().map((name) => {
    const severities = [...packRules(name).values()];
    const counts = SEVERITIES.map((severity) => severities.filter((each) => each === severity).length);
    const title = PACKS.find((pack) => pack.name === name)?.title ?? '';
    return [`\`${name}\``, title, severities.length, ...counts];
  });
  const head = ['pack', 'holds', 'rules', ...SEVERITIES];
  return [head, ['---', '---', ...head.slice(2).map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
