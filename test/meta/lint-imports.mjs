// Reads [{ file, code }] from stdin and prints, for each, the messages of guardrails/import-direction with the
// configuration of this repository. A process of its own, because Jest cannot load ESLint's ESM configuration.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId === 'guardrails/import-direction',
});

const results = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  results.push({
    fatal: result.fatalErrorCount > 0,
    messages: result.messages.filter(({ ruleId }) => ruleId !== null).map(({ message }) => message),
  });
}
console.log(JSON.stringify(results));
