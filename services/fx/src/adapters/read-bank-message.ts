import { type Reading, type Said, silent } from '../inbound/reading.ts';
import { readStatements } from './camt053.ts';
import { readCamt054 } from './camt054.ts';
import { readPacs002, readPacs004, readPacs008 } from './interbank.ts';
import { readPain002 } from './pain002.ts';
import { readCamt029, readCamt056 } from './recalls.ts';
import { schemaFlaws } from './schemas.ts';
import { type Flaws, readXml, type XmlNode } from './xml.ts';

type Reader = (kind: string, root: XmlNode, flaws: Flaws) => Partial<Said>;

const statements: Reader = (kind, root, flaws) => ({ statements: readStatements(kind, root, flaws) });
const statuses: Reader = (_, root, flaws) => ({ statuses: readPain002(root, flaws) });

const announced: Reader = (_, root, flaws) => ({ returns: readPacs004(root, flaws) });
const between: Reader = (_, root, flaws) => ({ statuses: readPacs002(root, flaws) });

// Which message types the bank may push, and who reads them.
const readers: Readonly<Record<string, Reader>> = {
  'camt.052.001.08': statements,
  'camt.053.001.08': statements,
  'camt.054.001.08': (_, root, flaws) => ({ entries: readCamt054(root, flaws) }),
  'camt.029.001.14': (_, root, flaws) => ({ recallAnswers: readCamt029(root, flaws) }),
  'camt.056.001.12': (_, root, flaws) => ({ recallRequests: readCamt056(root, flaws) }),
  'pacs.002.001.10': between,
  'pacs.002.001.12': between,
  'pacs.004.001.09': announced,
  'pacs.004.001.11': announced,
  'pacs.008.001.08': (_, root, flaws) => ({ transfers: readPacs008(root, flaws) }),
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

/** The same for what comes from outside: it must fit its genuine schema, too. */
export function readValidMessage(body: Uint8Array): Reading {
  const reading = readBankMessage(body);
  if ('flaws' in reading) return reading;
  const flaws = schemaFlaws(reading.kind, body);
  return flaws.length > 0 ? { flaws } : reading;
}
