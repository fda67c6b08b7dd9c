declare module 'wrap-ansi' {
  function wrapAnsi(
    text: string,
    columns: number,
    options?: { readonly hard?: boolean; readonly trim?: boolean; readonly wordWrap?: boolean },
  ): string;
  export = wrapAnsi;
}
