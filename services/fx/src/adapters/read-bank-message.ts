import { type Reading, type Said, silent } from '../inbound/reading.ts';
import { readStatements } from './camt053.ts';
import { readCamt054 } from './camt054.ts';
import { readPain002 } from './pain002.ts';
import { type Flaws, readXml, type XmlNode } from './xml.ts';

type Reader = (kind: string, root: XmlNode, flaws: Flaws) => Partial<Said>;

const statements: Reader = (kind, root, flaws) => ({ statements: readStatements(kind, root, flaws) });
const statuses: Reader = (_, root, flaws) => ({ statuses: readPain002(root, flaws) });

// Which message types the bank may push, and who reads them.
const readers: Readonly<Record<string, Reader>> = {
  'camt.052.001.08': statements,
  'camt.053.001.08': statements,
  'camt.054.001.08': (_, root, flaws) => ({ entries: readCamt054(root, flaws) }),
  'pain.002.001.10': statuses,
  'pain.002.001.11': statuses,
  'pain.002.001.12': statuses,
};

/** Reads what the bank pushed, by its namespace: one of the message types above. */
export function readBankMessage(body: Uint8Array): Reading {
  const document = readXml(body);
  if ('flaws' in document) return document;
  const { messageType: kind, root } = document;
  const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (reader === undefined) {
    return { flaws: [{ field: 'Document', reason: `is none of ${Object.keys(readers).join(', ')}` }] };
  }
  const flaws: Flaws = [];
  const said = reader(kind, root, flaws);
  return flaws.length > 0 ? { flaws } : { kind, ...silent, ...said };
}
