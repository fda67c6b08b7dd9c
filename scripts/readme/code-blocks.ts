/** A fenced block of code of a Markdown document. */
export interface CodeBlock {
  /** First word after the fence: `ts`, `json`, `sh`, `console`. */
  readonly language: string;
  /** Name of the file that the block shows: of its first comment line in TypeScript, after the language elsewhere. */
  readonly file: string | undefined;
  readonly code: string;
  /** Line of the document on which the code begins; 1-based. */
  readonly line: number;
}

const FENCED = /^```(\w*)(?: +(\S+))?\n([\s\S]*?)^```$/gm;

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(FENCED)].map(({ 1: language = '', 2: title, 3: code = '', index }) => ({
    language,
    file: title ?? /^\/\/ (\S+)\n/.exec(code)?.[1],
    code,
    line: markdown.slice(0, index).split('\n').length + 1,
  }));
}

const COMMAND = /^ *(?:- )?(?:run: )?(?:\$ )?(npm run check --|(?:npx )?cdktf-guardrails) +([^#>|\n]*)/gm;

/** Arguments of every `cdktf-guardrails` command that a block shows, without what the shell itself reads. */
export function guardrailsCommands({ code }: Pick<CodeBlock, 'code'>): readonly (readonly string[])[] {
  return [...code.matchAll(COMMAND)].map(([, program = '', args = '']) => {
    const words = args.trim().split(/ +/);
    return program.startsWith('npm') ? ['check', ...words] : words;
  });
}
