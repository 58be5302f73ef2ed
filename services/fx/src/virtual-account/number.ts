import { madeId } from '@portolan/eventsourcing';

/** Numbers that a bank keeps for us to hand out. */
export interface VirtualRange {
  readonly currency: string;
  /** What every number of it begins with. */
  readonly prefix: string;
  readonly holder: string;
  /** BIC */
  readonly servicer: string;
  /** The bank has opened all of them: what is handed out takes money at once. */
  readonly preapproved: boolean;
}

const digits = 14;

/**
 * The number that stands for a merchant, or for one order of it: made of both, so that asking again gives the same. Two
 * check digits (ISO 7064, mod 97) let a payer's bank see a slip of the pen.
 * @param orderNo '' for the account of all its orders
 */
export function virtualNumber({ prefix, currency }: VirtualRange, tenant: string, orderNo: string): string {
  const made = madeId('virtual-account-number', tenant, currency, orderNo);
  let body = 0n;
  for (const character of made) body = (body * 36n + BigInt(Number.parseInt(character, 36))) % 10n ** BigInt(digits);
  const written = String(body).padStart(digits, '0');
  const check = 98n - (BigInt(`${written}00`) % 97n);
  return `${prefix}${String(check).padStart(2, '0')}${written}`;
}

/** Whether a number's check digits are right: it is one that we may have handed out. */
export function isVirtualNumber({ prefix }: Pick<VirtualRange, 'prefix'>, number: string): boolean {
  const [, check = '', body = ''] = new RegExp(`^(\\d{2})(\\d{${digits}})$`).exec(number.slice(prefix.length)) ?? [];
  return number.startsWith(prefix) && body !== '' && BigInt(`${body}${check}`) % 97n === 1n;
}
