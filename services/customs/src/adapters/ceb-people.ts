import type { Complete } from '@portolan/contracts';
import type { Person } from '@portolan/contracts/common/v1/types';

/** Resident identity card: the only kind of identity number that is taken. */
export const residentId = '1';

/** The buyer, as lists and cancellations name one. */
export function buyerFields({ idNumber, name, phone }: Complete<Person>) {
  return { buyerIdType: residentId, buyerIdNumber: idNumber, buyerName: name, buyerTelephone: phone };
}

/** From the large to the small, as addresses in China are written; at most 200 characters. */
export function addressOf({ address: { region, city, lines } }: Complete<Person>): string {
  return [region, city, ...lines]
    .filter((part) => part !== '')
    .join('')
    .slice(0, 200);
}

/** Whom the message names. @throws Error where nobody was opened for it: a bug */
export function named(person: Complete<Person> | undefined): Complete<Person> {
  if (person === undefined) throw new Error('the message names a person, and none was opened');
  return person;
}
