import type { Complete } from '@portolan/contracts';
import type {
  AccountEntry,
  AccountView,
  ClaimView,
  FundsView,
  ListAccountsReply,
  ListClaimsReply,
  ListFundsReply,
} from '@portolan/contracts/fx/v1/fx';
import { z } from 'zod';
import { instant, money } from './codecs.ts';
import { nextCursor, oneStateOf, page } from './common.ts';

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
    outgoing: money.meta({ description: 'Reserved to go out' }),
    incoming: money.meta({ description: 'Reserved to come in: not there yet' }),
    available: money.meta({ description: 'balance − outgoing' }),
    entries: z.array(entry),
    nextCursor,
  })
  .meta({ id: 'Account' }) satisfies z.ZodType<Complete<AccountView>>;

export const accountList = z
  .strictObject({ accounts: z.array(accountView).meta({ description: 'Without entries' }), nextCursor })
  .meta({ id: 'AccountList' }) satisfies z.ZodType<Complete<ListAccountsReply>>;

const fundsStates = ['SUSPENSE', 'RETURNING', 'RETURN_REJECTED', 'RETURNED', 'MATCHED'] as const;

const funds = z
  .strictObject({
    id: z.string(),
    amount: money,
    orderNo: z.string().meta({ description: 'Order number that it names; may be empty' }),
    state: z.string().meta({ description: fundsStates.join(', ') }),
    reason: z.string().meta({ description: 'Why it is where it is' }),
    bookedAt: instant,
  })
  .meta({ id: 'Funds', description: 'One credit that the bank booked' }) satisfies z.ZodType<Complete<FundsView>>;

export const listFunds = z.strictObject({ state: oneStateOf(fundsStates), ...page });

export const fundsList = z
  .strictObject({ funds: z.array(funds), nextCursor })
  .meta({ id: 'FundsList' }) satisfies z.ZodType<Complete<ListFundsReply>>;

const claimStates = ['OPEN', 'SETTLED'] as const;

const claim = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    debtor: z.string().meta({ description: 'Who owes it: the carrier, by the name that orders use' }),
    amount: money,
    reason: z.string().meta({ description: 'LOST, DAMAGED, SHORT' }),
    state: z.string().meta({ description: claimStates.join(', ') }),
    reference: z.string().meta({ description: 'What its payment must name' }),
  })
  .meta({ id: 'Claim' }) satisfies z.ZodType<Complete<ClaimView>>;

export const listClaims = z.strictObject({ state: oneStateOf(claimStates), ...page });

export const claimList = z
  .strictObject({ claims: z.array(claim), nextCursor })
  .meta({ id: 'ClaimList' }) satisfies z.ZodType<Complete<ListClaimsReply>>;
