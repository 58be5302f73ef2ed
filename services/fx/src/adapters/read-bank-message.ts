import type { Reading } from '../inbound/reading.ts';
import { readCamt054 } from './camt054.ts';
import { readPain002 } from './pain002.ts';
import { type Flaws, readXml } from './xml.ts';

/** Reads what the bank pushed, by its namespace: camt.054.001.08, or pain.002.001.10 to .12. */
export function readBankMessage(body: Uint8Array): Reading {
  const document = readXml(body);
  if ('flaws' in document) return document;
  const { messageType: kind, root } = document;
  const flaws: Flaws = [];
  const isNotice = kind === 'camt.054.001.08';
  const isStatus = /^pain\.002\.001\.1[0-2]$/.test(kind);
  if (!isNotice && !isStatus) {
    return { flaws: [{ field: 'Document', reason: 'is neither a camt.054.001.08 nor a pain.002.001.10 to .12' }] };
  }
  const entries = isNotice ? readCamt054(root, flaws) : [];
  const statuses = isStatus ? readPain002(root, flaws) : [];
  return flaws.length > 0 ? { flaws } : { kind, entries, statuses };
}
