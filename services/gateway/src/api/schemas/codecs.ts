import type { Complete } from '@portolan/contracts';
import type { Money as MoneyMessage } from '@portolan/contracts/common/v1/types';
import { decimal, isCurrency, minorDigits, parseMoney } from '@portolan/money';
import { z } from 'zod';

const largest = 2n ** 63n - 1n;

// Names and examples belong to the side that travels: that is what the document shows.
const wireMoney = z
  .strictObject({
    amount: z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/, 'AMOUNT_SHAPE'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'CURRENCY_SHAPE'),
  })
  .meta({
    id: 'Money',
    description: 'A decimal text with exactly the digits of its ISO 4217 currency: USD 12.34, JPY 12, KWD 12.345.',
    examples: [{ amount: '12.34', currency: 'USD' }],
  });

/**
 * Money on the wire is a decimal text with all digits of its currency; inside it is minor units.
 * `{"amount":"12.34","currency":"USD"}` ↔ `{ minor: 1234n, currency: 'USD' }`. '12.3' and '12.345' USD are refused.
 */
export const money = z.codec(wireMoney, z.object({ minor: z.bigint(), currency: z.string() }), {
  decode: ({ amount, currency }, context) => {
    const flaw = flawOf(amount, currency);
    if (flaw === undefined) {
      const { minor } = parseMoney(amount, currency);
      return { minor, currency };
    }
    context.issues.push({ code: 'custom', input: amount, ...flaw });
    return z.NEVER;
  },
  encode: (amount) => ({ amount: decimal(amount), currency: amount.currency }),
}) satisfies z.ZodType<Complete<MoneyMessage>>;

/** Money above zero. */
export const price = money.refine(({ minor }) => minor > 0n, { error: 'NOT_ABOVE_ZERO', path: ['amount'] });

/** Money of zero or more. */
export const charge = money.refine(({ minor }) => minor >= 0n, { error: 'BELOW_ZERO', path: ['amount'] });

function flawOf(amount: string, currency: string) {
  if (!isCurrency(currency)) return { message: 'CURRENCY_UNKNOWN', path: ['currency'], params: { value: currency } };
  const digits = minorDigits(currency);
  const given = amount.split('.')[1]?.length ?? 0;
  if (given === digits) return undefined;
  return { message: 'CURRENCY_DIGITS', path: ['amount'], params: { value: amount, currency, digits: String(digits) } };
}

const wireInt64 = z
  .string()
  .regex(/^-?\d{1,19}$/, 'INTEGER_SHAPE')
  .meta({ id: 'Int64', description: 'A 64-bit integer as text', examples: ['3'] });

/** A 64-bit integer: digits on the wire (JSON numbers end at 2^53), bigint inside. */
export const int64 = z.codec(wireInt64, z.bigint().min(-largest).max(largest), {
  decode: (text) => BigInt(text),
  encode: (integer) => integer.toString(),
});

/** A whole number above zero in a request: text, or a JSON number. */
export const count = z
  .codec(z.union([z.string().regex(/^-?\d{1,18}$/, 'INTEGER_SHAPE'), z.int('INTEGER_SHAPE')]), z.bigint(), {
    decode: (given) => BigInt(given),
    encode: (integer) => integer.toString(),
  })
  .refine((integer) => integer > 0n, { error: 'NOT_ABOVE_ZERO' })
  .meta({ description: 'A whole number above zero', examples: ['100'] });

/** A version of a stream, as text; 0 where none is asked for. */
export const version = int64.refine((integer) => integer >= 0n, { error: 'BELOW_ZERO' });

const wireInstant = z.iso
  .datetime()
  .nullable()
  .meta({
    id: 'Instant',
    description: 'RFC 3339 in UTC; null where it has not happened yet',
    examples: ['2026-03-02T01:00:00.000Z'],
  });

/** An instant in replies: RFC 3339 in UTC, or null where messages hold '' because nothing has happened yet. */
export const instant = z.codec(wireInstant, z.string(), {
  decode: (text) => text ?? '',
  encode: (text) => (text === '' ? null : text),
});

/**
 * An enum of the contracts without the prefix that proto asks for: DELIVERED ↔ MILESTONE_DELIVERED.
 * A value that is newer than this gateway is UNRECOGNIZED on both sides.
 */
export function enumOf<Value extends string>(name: string, values: Readonly<Record<string, Value>>, prefix: string) {
  const all = Object.values(values);
  const wire = all.map((value) => value.replace(prefix, ''));
  return z.codec(z.enum(wire).meta({ id: name }), z.enum(all), {
    decode: (text) => all[wire.indexOf(text)] ?? z.NEVER,
    encode: (value) => value.replace(prefix, ''),
  });
}

/** The same where nothing may be said: UNSPECIFIED inside is null on the wire. */
export function enumOrNull<Value extends string>(
  name: string,
  values: Readonly<Record<string, Value>>,
  prefix: string,
) {
  const all = Object.values(values);
  const none = all.find((value) => value === `${prefix}UNSPECIFIED`);
  const known = all.filter((value) => value !== none);
  const wire = z.enum(known.map((value) => value.replace(prefix, ''))).meta({ id: name });
  return z.codec(wire.nullable(), z.enum(all), {
    decode: (text) => known.find((value) => value.replace(prefix, '') === text) ?? none ?? z.NEVER,
    encode: (value) => (value === none ? null : value.replace(prefix, '')),
  });
}

/** Money that not every reader of this route is shown: of no currency inside, null on the wire. */
export const moneyOrNull = z.codec(wireMoney.nullable(), z.object({ minor: z.bigint(), currency: z.string() }), {
  decode: (amount) => (amount === null ? { minor: 0n, currency: '' } : money.decode(amount)),
  encode: (amount) => (amount.currency === '' ? null : money.encode(amount)),
});

/** An instant in a request, with its offset: inside it is UTC to the millisecond. A plus sign may have become a space. */
export const moment = z
  .codec(z.string(), z.string(), {
    decode(text, context) {
      const spelt = text.replace(' ', '+');
      if (z.iso.datetime({ offset: true }).safeParse(spelt).success) return new Date(spelt).toISOString();
      context.issues.push({ code: 'custom', input: text, message: 'INSTANT_SHAPE' });
      return z.NEVER;
    },
    encode: (text) => text,
  })
  .meta({ description: 'RFC 3339, with Z or an offset', examples: ['2026-03-02T09:00:00+08:00'] });

/** How many entries a page holds, in a query. Text on the wire, as everything in a query is. */
export const pageLimit = z
  .codec(z.string().regex(/^\d{1,4}$/, 'LIMIT_RANGE'), z.int().min(1, 'LIMIT_RANGE').max(200, 'LIMIT_RANGE'), {
    decode: Number,
    encode: String,
  })
  .prefault('50')
  .meta({ type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'Entries in a page, 1 to 200.' });
