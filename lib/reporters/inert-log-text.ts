/** Where a line of a log begins with what GitHub's runner takes for a command. Colours may stand before it. */
// eslint-disable-next-line no-control-regex
const COMMAND = /^((?:\s|\u001b\[\d+m)*):(?=:)/gm;

/** A log that a CI system shows and does not obey: `::error::` and `##[error]` in values of the input are broken up. */
export function inertInLog(text: string): string {
  return text.replace(COMMAND, '$1: ').replaceAll('##[', '# #[');
}
