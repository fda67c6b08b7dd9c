import { codeBlocks, guardrailsCommands } from './code-blocks';
import { runCommand } from './command-output';
import { packsTable } from './packs-table';

const GENERATED = /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end of generated -->)/g;

const SECTIONS: ReadonlyMap<string, () => string> = new Map([['packs', packsTable]]);

/**
 * Brings the generated parts of a document up to date: sections between markers, and what commands print.
 *
 * @param folder in which the commands of `console` blocks run
 */
export async function refresh(markdown: string, folder: string): Promise<string> {
  let text = markdown.replace(GENERATED, (_, open: string, name: string, close: string) => {
    const section = SECTIONS.get(name);
    if (section === undefined)
      throw new Error(`no section ${name} is known; known are ${[...SECTIONS.keys()].join(', ')}`);
    return `${open}${section()}\n${close}`;
  });
  for (const block of codeBlocks(text).filter(({ language }) => language === 'console')) {
    const [args, ...others] = guardrailsCommands(block);
    if (args === undefined || others.length > 0)
      throw new Error(`line ${String(block.line)}: a console block shows one command`);
    const { stdout, stderr } = await runCommand(args, folder);
    const [command = ''] = block.code.split('\n');
    const printed = `${command}\n${stderr}${stdout}`;
    if (withoutTime(printed) !== withoutTime(block.code)) text = text.replace(block.code, () => printed);
  }
  return text;
}

/** How long a run took differs each time and is no news. */
function withoutTime(text: string): string {
  return text.replace(/ in \d+\.\d+ s/g, '');
}
