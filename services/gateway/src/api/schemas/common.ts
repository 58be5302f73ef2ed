import type { Complete } from '@portolan/contracts';
import type { CommandReply, Flaw, Party, Person, Quantity, ZonedTime } from '@portolan/contracts/common/v1/types';
import { ZoneSource } from '@portolan/contracts/common/v1/types';
import { z } from 'zod';
import { enumOf, instant, int64, pageLimit, version } from './codecs.ts';

// Neither XML to customs and banks nor a label can carry the others.
const printable = (value: string) => !/[\p{Cc}\p{Cs}]/u.test(value);

/** Text that must say something, up to `most` characters. */
export const text = (most: number) =>
  z.string().trim().min(1, 'EMPTY').max(most, 'TOO_LONG').refine(printable, 'NOT_PRINTABLE');

/** Text that may be left out, up to `most` characters. */
export const remark = (most: number) => z.string().max(most, 'TOO_LONG').refine(printable, 'NOT_PRINTABLE').default('');

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'COUNTRY_SHAPE')
  .meta({ description: 'ISO 3166-1 alpha-2', examples: ['CN'] });

export const hsCode = z
  .string()
  .regex(/^\d{10}$/, 'HS_CODE_SHAPE')
  .meta({ description: 'Commodity code of Chinese customs, 10 digits', examples: ['8517130000'] });

export const unit = z
  .string()
  .regex(/^[A-Z0-9]{2,3}$/, 'UNIT_SHAPE')
  .meta({ description: 'UN/ECE Recommendation 20: C62 piece, KGM kilogram', examples: ['C62'] });

/** A decimal above zero, as text: weights and quantities. */
export const measure = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,5})?$/, 'MEASURE_SHAPE')
  .refine((value) => /[1-9]/.test(value), 'NOT_ABOVE_ZERO');

export const quantity = z
  .strictObject({ value: measure, unit })
  .meta({ id: 'Quantity', examples: [{ value: '2', unit: 'C62' }] }) satisfies z.ZodType<Complete<Quantity>>;

export const party = z
  .strictObject({
    code: text(32).meta({ description: 'Customs registration, unified social credit code, or its own abroad' }),
    name: text(100),
    country,
  })
  .meta({ id: 'Party' }) satisfies z.ZodType<Complete<Party>>;

export const person = z
  .strictObject({
    name: text(100),
    phone: remark(40),
    email: remark(200),
    address: z.strictObject({
      lines: z.array(text(100)).min(1, 'EMPTY').max(5, 'TOO_LONG'),
      city: text(100),
      region: remark(100),
      postcode: remark(20),
      country,
    }),
    idNumber: remark(18).meta({
      description: 'Resident identity number of a buyer of bonded imports: customs counts the yearly allowance by it',
    }),
  })
  .meta({ id: 'Person', description: 'Sealed as it enters; never shown again in clear.' }) satisfies z.ZodType<
  Complete<Person>
>;

export const zonedTime = z
  .strictObject({
    instant,
    original: z.string().meta({ description: "The sender's own text, unchanged" }),
    offset: z.string(),
    zoneSource: enumOf('ZoneSource', ZoneSource, 'ZONE_SOURCE_'),
  })
  .meta({ id: 'ZonedTime' }) satisfies z.ZodType<Complete<ZonedTime>>;

export const commandReply = z
  .strictObject({
    id: z.string().meta({ description: 'What it concerned' }),
    stream: z.string(),
    version: int64.meta({ description: 'Hand it to a query as `version` to read your own write' }),
  })
  .meta({
    id: 'CommandReply',
    examples: [
      {
        id: '6y9d7v0kq3m1x4t8a2c5e7g9jh',
        stream: 'merchant-shenzhen/order/6y9d7v0kq3m1x4t8a2c5e7g9jh',
        version: '1',
      },
    ],
  }) satisfies z.ZodType<Complete<CommandReply>>;

export const flaw = z.strictObject({ field: z.string(), reason: z.string() }).meta({ id: 'Flaw' }) satisfies z.ZodType<
  Complete<Flaw>
>;

/** The query of every list; its output is the contract's Page. */
export const page = { limit: pageLimit, cursor: z.string().max(500, 'TOO_LONG').default('') };

export const nextCursor = z.string().meta({ description: 'Hand it back as `cursor`; empty on the last page' });

/** `?state=` of a list: one of these, or any. */
export const oneStateOf = <State extends string>(states: readonly State[]) =>
  z.enum(states).or(z.literal('')).default('').meta({ description: 'Empty: any' });

/** A day of a period in a query; '' leaves it to the service. */
export const day = z
  .union([z.iso.date('DAY_SHAPE'), z.literal('')])
  .default('')
  .meta({ description: 'yyyy-mm-dd in China' });

/** `{id}` of a path. Ids are made by the suite: lower-case letters and digits. */
export const byId = z.strictObject({ id: z.string().min(1).max(200) });

/** `?version=`: waits, bounded, until this version of the stream is visible. */
export const atLeast = z.strictObject({
  version: version
    .prefault('0')
    .meta({ default: '0', description: 'Version that a command answered: waits until it is visible' }),
});

/** No body, or an empty object. */
export const nothing = z.strictObject({}).nullish();
export const noQuery = z.strictObject({});
export const noParams = z.strictObject({});

export const languageQuery = z.enum(['en', 'zh']).optional().meta({ description: 'Overrules Accept-Language' });
