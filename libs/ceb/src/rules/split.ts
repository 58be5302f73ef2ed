import type { AnyDocument, DocumentOf, Table, Values } from '../table/table.ts';
import { documentBytes, lineBytes } from '../write.ts';

/** Lists that the schema does not limit are cut after so many lines, so that a part stays below the exchange's limit. */
export const linesPerPart = 1_000;

/**
 * Bytes of business data in one message: the exchange takes a million, of which base64 needs a quarter, and signature,
 * certificate and envelope their share.
 */
export const bytesPerMessage = 740_000;

/** Documents in as many messages as they need: at most 100 in one (711: 1), and no more bytes than the exchange takes. */
export function messagesOf<T extends Table>(
  table: T,
  documents: readonly DocumentOf<T>[],
  mostBytes = bytesPerMessage,
): DocumentOf<T>[][] {
  return portions(documents, table.mostDocuments ?? 100, mostBytes, (document) => documentBytes(table, document));
}

export interface Parting {
  /** Of part 1, 2, 3 …: the caller makes it, as every other id. */
  guid(part: number): string;
  readonly perPart?: number;
  readonly mostBytes?: number;
}

/**
 * A long document in parts that say msgCount and msgSeqNo, by number of lines and by bytes; lines are numbered from 1 in
 * each. One that needs no parting is part 1 of 1. Only documents whose table knows parts can be parted.
 * @throws Error where the table has none
 */
export function partsOf<T extends Table>(table: T, document: DocumentOf<T>, parting: Parting): DocumentOf<T>[] {
  const { lines: rows, fields } = table;
  if (rows === undefined || !Object.hasOwn(fields, 'msgSeqNo')) {
    throw new Error(`CEB${table.number} is never sent in parts`);
  }
  const { guid, perPart = linesPerPart, mostBytes = bytesPerMessage } = parting;
  const { head, lines = [] } = document as AnyDocument;
  const room = mostBytes - documentBytes(table, { head, lines: [] } as unknown as DocumentOf<T>);
  const cut = portions(lines, Math.min(perPart, rows.most ?? perPart), room, (line) => lineBytes(table, line));
  const parts = cut.length === 0 ? [[]] : cut;
  return parts.map((part, index) => {
    const numbered = rows.numbered ? part.map((line, place): Values => ({ ...line, gnum: place + 1 })) : part;
    return {
      head: { ...head, guid: guid(index + 1), msgCount: parts.length, msgSeqNo: index + 1 },
      lines: numbered,
    } as unknown as DocumentOf<T>;
  });
}

/** In their order, at most so many and so many bytes in each; what is larger by itself stands alone. */
function portions<T>(all: readonly T[], most: number, mostBytes: number, bytesOf: (one: T) => number): T[][] {
  const cut: T[][] = [];
  let bytes = 0;
  for (const one of all) {
    const more = bytesOf(one);
    const last = cut.at(-1);
    if (last === undefined || last.length >= most || bytes + more > mostBytes) {
      cut.push([one]);
      bytes = more;
    } else {
      last.push(one);
      bytes += more;
    }
  }
  return cut;
}
