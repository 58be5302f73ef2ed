import { type Complete, fill } from '@portolan/contracts';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import { explain } from '../problem.ts';

/** A row of a report: what became of it, and of a refused one why and what to do, in both languages. */
export function reported({ code, data, ...row }: Complete<ImportRow>) {
  const text = explain(code);
  if (text === undefined) return { ...row, problem: null };
  const inBoth = ({ en, zh }: { readonly en: string; readonly zh: string }) => {
    return { en: fill(en, data), zh: fill(zh, data) };
  };
  return { ...row, problem: { code, field: data['field'] ?? '', detail: inBoth(text), next: inBoth(text.next), data } };
}

const heading = ['row', 'orderNo', 'outcome', 'orderId', 'code', 'field', 'detail', 'next', '说明', '处理办法'];

/** The same as a file for a spreadsheet: UTF-8 with a byte order mark, or some would not show the Chinese. */
export function asCsv(rows: readonly Complete<ImportRow>[]): string {
  const lines = rows.map((one) => {
    const { row, orderNo, outcome, orderId, problem } = reported(one);
    const why = [
      problem?.code,
      problem?.field,
      problem?.detail.en,
      problem?.next.en,
      problem?.detail.zh,
      problem?.next.zh,
    ];
    return [String(row), orderNo, outcome, orderId, ...why];
  });
  return `\ufeff${[heading, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text = ''): string {
  // What a spreadsheet would take for a formula is marked as text.
  const inert = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
