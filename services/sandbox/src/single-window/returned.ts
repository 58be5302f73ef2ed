/** What a list is sent back with: 100 and the words of customs, or the port's negative status. */
export interface Returned {
  readonly status: string;
  readonly info: string;
}

/** Returned by customs: 100, with a code of its own. */
export const returned = (code: string, text: string): Returned => ({
  status: '100',
  info: `[Code:${code};Desc:${text}]`,
});
