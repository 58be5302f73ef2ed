import type { AnyDocument, DocumentOf, Table, Values } from '../table/table.ts';

/** Lists that the schema does not limit are cut after so many lines, so that a part stays below the exchange's limit. */
export const linesPerPart = 1_000;

/** Documents in as many messages as they need: at most 100 in one (711: 1). */
export function messagesOf<T extends Table>(table: T, documents: readonly DocumentOf<T>[]): DocumentOf<T>[][] {
  return portions(documents, table.mostDocuments ?? 100);
}

/** The guid of part 2, 3 …: the caller makes them, as every other id. */
export interface Parting {
  readonly guids: readonly string[];
  readonly perPart?: number;
}

/** How many parts a document with so many lines needs. */
export function partsNeeded(table: Table, lines: number, perPart = linesPerPart): number {
  return Math.max(1, Math.ceil(lines / Math.min(perPart, table.lines?.most ?? perPart)));
}

/**
 * A long document in parts that say msgCount and msgSeqNo; lines are numbered from 1 in each. One that needs no parting
 * is part 1 of 1. Only documents whose table knows parts can be parted.
 * @throws Error where the table has none, or guids are too few
 */
export function partsOf<T extends Table>(
  table: T,
  document: DocumentOf<T>,
  { guids, perPart }: Parting,
): DocumentOf<T>[] {
  const { lines: rows, fields } = table;
  if (rows === undefined || !Object.hasOwn(fields, 'msgSeqNo')) {
    throw new Error(`CEB${table.number} is never sent in parts`);
  }
  const { head, lines = [] } = document as AnyDocument;
  const cut = lines.length === 0 ? [[]] : portions(lines, Math.min(perPart ?? linesPerPart, rows.most ?? linesPerPart));
  return cut.map((part, index) => {
    const guid = guids[index];
    if (guid === undefined) throw new Error(`part ${index + 1} of CEB${table.number} has no guid`);
    const numbered = rows.numbered ? part.map((line, place): Values => ({ ...line, gnum: place + 1 })) : part;
    return {
      head: { ...head, guid, msgCount: cut.length, msgSeqNo: index + 1 },
      lines: numbered,
    } as unknown as DocumentOf<T>;
  });
}

/** In their order, at most so many in each. */
function portions<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, index) =>
    all.slice(index * most, (index + 1) * most),
  );
}
