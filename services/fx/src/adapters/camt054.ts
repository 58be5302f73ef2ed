import type { ReadEntry } from '../inbound/reading.ts';
import { readEntry } from './entries.ts';
import { accountOf, boundedText, instant } from './fields.ts';
import { all, type Flaws, one, text, type XmlNode } from './xml.ts';

/** Entries of a BankToCustomerDebitCreditNotification (camt.054.001.08), every notification and every transaction. */
export function readCamt054(root: XmlNode, flaws: Flaws): readonly ReadEntry[] {
  const notifications = all(root, 'Ntfctn');
  if (notifications.length === 0) flaws.push({ field: 'Ntfctn', reason: 'is missing' });
  return notifications.flatMap((notification, index) => {
    const path = `Ntfctn[${index + 1}]`;
    const { account, reportedAt } = openingOf(notification, root, path, flaws);
    const entries = all(notification, 'Ntry');
    if (entries.length === 0) flaws.push({ field: `${path}/Ntry`, reason: 'is missing' });
    return entriesOf(entries, account, reportedAt, path, flaws);
  });
}

/** Whose account a notification, report or statement is of, and when it was written. */
export function openingOf(notification: XmlNode, root: XmlNode, path: string, flaws: Flaws) {
  const account = accountOf(one(notification, 'Acct', 'Id'), `${path}/Acct/Id`, true, flaws);
  const written = text(notification, 'CreDtTm') || text(root, 'GrpHdr', 'CreDtTm');
  const reportedAt = instant(boundedText(written, `${path}/CreDtTm`, 35, true, flaws), `${path}/CreDtTm`, flaws);
  return { account, reportedAt };
}

/** Its entries in their order. The bank's reference stands once in each: one that stands twice is told twice. */
export function entriesOf(
  entries: readonly XmlNode[],
  account: string,
  reportedAt: string,
  path: string,
  flaws: Flaws,
): readonly ReadEntry[] {
  const known = new Set<string>();
  return entries.flatMap((entry, at) => {
    const field = `${path}/Ntry[${at + 1}]`;
    const read = readEntry(entry, account, reportedAt, field, flaws);
    for (const { servicerReference, side, status } of read) {
      const key = `${side} ${status} ${servicerReference}`;
      if (known.has(key) && servicerReference !== '') {
        flaws.push({ field: `${field}/AcctSvcrRef`, reason: 'stands twice in this message' });
      }
      known.add(key);
    }
    return read;
  });
}
