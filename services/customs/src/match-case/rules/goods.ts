import { list, messages, pair, type Rule, rule } from '../rule.ts';
import { retailLineOn } from './retail-list.ts';

/** Goods as tariff and positive list have them (check 10). */
export const goodsRules: readonly Rule[] = [
  rule(
    { ...list, code: 'HS_CODE', check: 10, source: `${messages}: 621 gcode of ten digits, 603 gcode` },
    ['list'],
    (p) =>
      p.list.lines.map(({ line, hsCode }) => ({
        ...pair(`list.lines[${line}].hsCode`, '10 digits', hsCode, 'law'),
        agrees: /^\d{10}$/.test(hsCode),
      })),
  ),
  rule(
    {
      ...list,
      ...{ code: 'POSITIVE_LIST', check: 10 },
      source: 'List of retail imports, announcement 2022 of MOF and others, with its remarks',
    },
    ['list'],
    ({ list: { import: entry, lines, tradeMode }, day }) =>
      entry === undefined
        ? []
        : lines.map(({ line, hsCode }) => {
            const row = retailLineOn(hsCode, day);
            const modes = row?.modes ?? [tradeMode];
            const expected = row === undefined || row.excluded ? 'a line of the list' : `mode ${modes.join(' or ')}`;
            const agrees = row !== undefined && row.excluded !== true && modes.includes(tradeMode);
            const actual = agrees ? expected : `${hsCode} under ${tradeMode}`;
            return { ...pair(`list.lines[${line}].hsCode`, expected, actual, 'law'), agrees };
          }),
  ),
  rule(
    { ...list, code: 'LEGAL_UNIT', check: 10, source: `${messages}: unit1 as the tariff has it` },
    ['list'],
    ({ list: { lines }, day }) =>
      lines.flatMap(({ line, hsCode, legalQuantity: { unit } }) => {
        const due = retailLineOn(hsCode, day)?.legalUnit;
        return due === undefined ? [] : [pair(`list.lines[${line}].legalUnit`, due, unit, 'law')];
      }),
  ),
];
