import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { person } from '../rig/story.ts';
import { buyerFlaw, maskName } from './buyer.ts';

// A check without history, told as a decider.
const check = {
  initial: undefined,
  decide: (buyer: typeof person) => buyerFlaw(buyer) ?? [],
  evolve: () => undefined,
};

describe('a buyer to whom a parcel can go', () => {
  test('has no flaw', () => given(check, []).when(person).thenNothing());
  test('has a name', () =>
    given(check, [])
      .when({ ...person, name: ' ' })
      .thenRefused('BUYER_DATUM_MISSING', { field: 'buyer.name' }));
  test('has a street', () =>
    given(check, [])
      .when({ ...person, address: { ...person.address, lines: [''] } })
      .thenRefused('BUYER_DATUM_MISSING', { field: 'buyer.address.lines' }));
  test('may lack an email address', () =>
    given(check, [])
      .when({ ...person, email: '' })
      .thenNothing());
});

test.each([
  ['Zoe Walker', 'Z*** W***'],
  ['张伟', '张***'],
  ['  Ada  ', 'A***'],
  ['', '***'],
])('%j is shown as %j', (name, shown) => expect(maskName(name)).toBe(shown));
