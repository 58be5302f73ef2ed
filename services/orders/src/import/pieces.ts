import type { Heading } from './columns.ts';
import { chunkRows } from './import.ts';
import { type Row, rowOf } from './row.ts';

/** Where the rows of a file lie, sealed, until they are worked off: a piece for each chunk. */
export const pieces = 'import_pieces';
export const pieceId = (importId: string, piece: number): string => `${importId}/${piece}`;

interface Piece {
  readonly heading: Heading;
  readonly records: readonly (readonly string[])[];
}

/** A file in pieces of as many rows as are worked on at once. */
export function cutUp(heading: Heading, records: Piece['records']): readonly Uint8Array[] {
  const count = Math.ceil(records.length / chunkRows);
  return Array.from({ length: count }, (_, piece) => {
    const own = records.slice(piece * chunkRows, (piece + 1) * chunkRows);
    return Buffer.from(JSON.stringify({ heading, records: own } satisfies Piece));
  });
}

/** The rows of a piece, with their numbers in the whole file. */
export function rowsIn(bytes: Uint8Array, piece: number): readonly Row[] {
  const { heading, records } = JSON.parse(Buffer.from(bytes).toString()) as Piece;
  return records.map((record, index) => rowOf(heading, record, piece * chunkRows + index + 1));
}
