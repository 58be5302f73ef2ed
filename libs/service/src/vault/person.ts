import type { Complete } from '@portolan/contracts';
import { Address, type Person, type SealedPerson } from '@portolan/contracts/common/v1/types';
import type { Vault } from '../vault.ts';

/** Seals each datum of a person under one subject. Only the country stays readable: routing and matching need it. */
export async function sealPerson(
  vault: Vault,
  tenant: string,
  subject: string,
  person: Complete<Person>,
): Promise<Complete<SealedPerson>> {
  return {
    name: await vault.seal(tenant, subject, 'name', person.name),
    phone: await vault.seal(tenant, subject, 'phone', person.phone),
    email: await vault.seal(tenant, subject, 'email', person.email),
    address: await vault.seal(tenant, subject, 'address', canonicalAddress(person.address)),
    country: person.address.country,
    ...(person.idNumber === '' ? {} : { idNumber: await vault.seal(tenant, subject, 'idNumber', person.idNumber) }),
  };
}

/** @throws Forgotten where the person's key was deleted. */
export async function openPerson(
  vault: Vault,
  tenant: string,
  person: Complete<SealedPerson>,
): Promise<Complete<Person>> {
  const address = await vault.open(tenant, 'address', person.address);
  return {
    name: await vault.open(tenant, 'name', person.name),
    phone: await vault.open(tenant, 'phone', person.phone),
    email: await vault.open(tenant, 'email', person.email),
    address: Address.fromJSON(JSON.parse(address)),
    idNumber: person.idNumber === undefined ? '' : await vault.open(tenant, 'idNumber', person.idNumber),
  };
}

/** Fixed order, no blanks: equal addresses have equal texts, and so equal hashes. */
function canonicalAddress({ city, country, lines, postcode, region }: Complete<Address>): string {
  return JSON.stringify({ city, country, lines, postcode, region });
}
