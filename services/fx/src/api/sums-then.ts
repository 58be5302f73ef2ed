import { type DocumentStore, found } from '@portolan/store';
import type { AccountDocument } from '../projections/accounts.ts';
import type { BookEntryDocument, DayDocument } from '../projections/books.ts';

// What an account held at another time: by business date, by when it was recorded, or what was known then of that date.

const none: AccountDocument = { debits: 0n, credits: 0n };

/** As of the end of a business date ('': all that is booked), as the books stood at an instant ('': as they stand). */
export async function sumsAt(
  documents: DocumentStore,
  tenant: string,
  account: string,
  asOf: string,
  recordedAt: string,
): Promise<AccountDocument> {
  if (recordedAt === '') return sumsUntil(documents, tenant, account, asOf);
  const recorded = {
    ...{ collection: 'book_entries', tenant, index: 'byRecorded', equals: [account], atMost: recordedAt },
    descending: true,
  };
  if (asOf === '') {
    const [last] = await documents.find<BookEntryDocument>({ ...recorded, limit: 1 });
    return last === undefined ? none : { debits: last.document.debits, credits: last.document.credits };
  }
  let [debits, credits] = [0n, 0n];
  for await (const { document } of found<BookEntryDocument>((page) => documents.find(page), recorded)) {
    if (document.day > asOf) continue;
    debits += document.debit;
    credits += document.credit;
  }
  return { debits, credits };
}

/** All that is booked with business dates up to this one; '': with any. */
export async function sumsUntil(
  documents: DocumentStore,
  tenant: string,
  account: string,
  until: string,
): Promise<AccountDocument> {
  let [debits, credits] = [0n, 0n];
  const days = { collection: 'book_days', tenant, index: 'byDay', equals: [account] };
  const query = until === '' ? days : { ...days, atMost: until };
  for await (const { document } of found<DayDocument>((page) => documents.find(page), query)) {
    debits += document.debits;
    credits += document.credits;
  }
  return { debits, credits };
}
