/**
 * True where every character can be written in GB 18030 and shown: no control characters besides tab and line feed, no
 * halves of pairs, none that are unassigned or left to private use.
 */
export function isWritable(text: string): boolean {
  return !/[\p{Cs}\p{Cn}\p{Co}]/u.test(text) && !/(?![\t\n])\p{Cc}/u.test(text);
}
