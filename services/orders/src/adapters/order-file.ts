import type { ordersRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { CsvError, parse } from 'csv-parse/sync';
import { type Heading, headingOf } from '../import/columns.ts';

/** A file as it was read: its heading, and the cells of each row. */
export interface OrderFile {
  readonly heading: Heading;
  readonly records: readonly (readonly string[])[];
}

type FileRefusal = Refusal<keyof typeof ordersRefusals>;

export const mostBytes = 20 * 1024 * 1024;
export const mostRows = 10_000;

/**
 * Reads a file of orders: CSV (RFC 4180) in UTF-8 with a heading; a byte order mark, LF and CRLF are taken.
 * Answers what is wrong with the file as a whole, and never what stands in it: it names people.
 */
export function readOrderFile(content: Uint8Array): OrderFile | FileRefusal {
  if (content.length > mostBytes) return refuse('IMPORT_TOO_LARGE', { most: String(mostBytes) });
  const text = textOf(content);
  if (text === undefined) return refuse('IMPORT_NOT_UTF8');
  const read = recordsOf(text);
  if ('refused' in read) return read;
  const [first, ...records] = read;
  if (first === undefined) return refuse('IMPORT_EMPTY');
  const heading = headingOf(first);
  if ('refused' in heading) return heading;
  if (records.length === 0) return refuse('IMPORT_EMPTY');
  if (records.length > mostRows) return refuse('IMPORT_TOO_MANY_ROWS', { most: String(mostRows) });
  return { heading, records };
}

function textOf(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function recordsOf(text: string): readonly (readonly string[])[] | FileRefusal {
  try {
    return parse(text, {
      bom: true,
      // A row with another number of cells is refused by itself, the others are read.
      relax_column_count: true,
      skip_empty_lines: true,
      // One more than there may be, with the heading: enough to see that there are too many.
      to: mostRows + 2,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse('IMPORT_NOT_CSV', { line: String(error['lines'] ?? '') });
  }
}
