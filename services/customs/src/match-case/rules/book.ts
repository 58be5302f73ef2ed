import { atMost, plain } from '../decimals.ts';
import { list, messages, pair, type Rule, rule } from '../rule.ts';

/** Bonded goods are taken from an account book, line by line (check 12). */
export const bookRules: readonly Rule[] = [
  rule(
    {
      ...list,
      ...{ code: 'BOOK_LINE', check: 12, foresees: ['1350', '1351'] },
      source: `${messages}: 621 emsNo, itemRecordNo of bonded goods`,
    },
    ['list'],
    ({ list: { import: entry, lines } }) =>
      entry === undefined
        ? []
        : [
            present('list.import.emsNo', '账册编号 number of the account book', entry.emsNo),
            ...lines.map(({ line, recordNo }) =>
              present(`list.lines[${line}].recordNo`, '账册序号 line of the account book', recordNo),
            ),
          ],
  ),
  rule(
    {
      ...list,
      ...{ code: 'BOOK_STOCK', check: 12 },
      source: `${messages}: 621 itemRecordNo stands in the book; no line of a book below zero`,
    },
    ['list'],
    ({ list: { import: entry, lines }, book }) =>
      entry === undefined || book === undefined
        ? []
        : lines
            .filter(({ recordNo }) => recordNo !== '')
            .map(({ line, sku, recordNo, quantity }) => {
              const entered = book.find((one) => one.recordNo === recordNo);
              const expected = `≥ ${plain(quantity.value)} of ${sku}`;
              const actual = entered === undefined ? 'no such line' : `${entered.available} of ${entered.sku}`;
              const agrees = entered?.sku === sku && atMost(quantity.value, entered.available);
              return { ...pair(`list.lines[${line}].recordNo`, expected, actual, 'book'), agrees };
            }),
  ),
];

function present(field: string, expected: string, actual: string) {
  return { ...pair(field, expected, actual, 'law'), agrees: actual !== '' };
}
