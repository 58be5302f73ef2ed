import type { Complete } from '@portolan/contracts';
import type { AccountEntry, AccountView, ListAccountsReply } from '@portolan/contracts/fx/v1/fx';
import { z } from 'zod';
import { instant, money } from './codecs.ts';
import { nextCursor } from './common.ts';

const entry = z
  .strictObject({
    transactionId: z.string(),
    type: z.string(),
    businessReference: z.string(),
    effectiveAt: instant,
    change: money.meta({ description: "Signed in the account's normal direction" }),
    balance: money.meta({ description: 'After this entry' }),
  })
  .meta({ id: 'AccountEntry' }) satisfies z.ZodType<Complete<AccountEntry>>;

export const accountView = z
  .strictObject({
    id: z.string().meta({ examples: ['2100.USD.6y9d7v0kq3m1x4t8a2c5e7g9jh'] }),
    code: z.string(),
    name: z.string(),
    nameZh: z.string(),
    type: z.string().meta({ description: 'asset, liability, income, expense, position' }),
    balance: money,
    debits: money,
    credits: money,
    entries: z.array(entry),
    nextCursor,
  })
  .meta({ id: 'Account' }) satisfies z.ZodType<Complete<AccountView>>;

export const accountList = z
  .strictObject({ accounts: z.array(accountView).meta({ description: 'Without entries' }), nextCursor })
  .meta({ id: 'AccountList' }) satisfies z.ZodType<Complete<ListAccountsReply>>;
