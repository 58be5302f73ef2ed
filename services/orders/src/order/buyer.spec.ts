import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { person } from '../rig/story.ts';
import { buyerFlaw, maskName } from './buyer.ts';

// A check without history, told as a decider.
const check = {
  initial: undefined,
  decide: (buyer: typeof person) => buyerFlaw(buyer, '9610') ?? [],
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

const imported = {
  initial: undefined,
  decide: (idNumber: string) => buyerFlaw({ ...person, idNumber }, '1210') ?? [],
  evolve: () => undefined,
};

describe('a buyer of a bonded import', () => {
  // GB 11643 gives 11010519491231002X as its own sample.
  test.each(['11010519491231002X', '440524188001010014'])('has an identity number: %s', (idNumber) =>
    given(imported, []).when(idNumber).thenNothing(),
  );
  test('cannot do without it', () =>
    given(imported, []).when('').thenRefused('BUYER_DATUM_MISSING', { field: 'buyer.idNumber' }));
  test.each(['110105194912310021', '11010519491231002x', '1101051949123100', 'X'])('%s is none', (idNumber) =>
    given(imported, []).when(idNumber).thenRefused('BUYER_ID_NUMBER_WRONG', { field: 'buyer.idNumber' }),
  );
});

test.each([
  ['Zoe Walker', 'Z*** W***'],
  ['张伟', '张***'],
  ['  Ada  ', 'A***'],
  ['', '***'],
])('%j is shown as %j', (name, shown) => expect(maskName(name)).toBe(shown));
