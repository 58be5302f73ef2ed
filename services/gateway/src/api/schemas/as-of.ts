import type { Complete } from '@portolan/contracts';
import type { TransactionPosted } from '@portolan/contracts/fx/v1/events';
import { Purpose, Side } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import type { ClaimThen } from '../../projections/as-of/claim.ts';
import type { EscrowThen } from '../../projections/as-of/escrow.ts';
import type { PayoutThen } from '../../projections/as-of/payouts.ts';
import type { ShipmentThen } from '../../projections/as-of/shipment.ts';
import type { TaxBillThen } from '../../projections/as-of/tax-bill.ts';
import { enumOf, instant, int64, moment, money } from './codecs.ts';
import { atLeast, languageQuery } from './common.ts';
import { hold } from './holds.ts';
import { inboundView, returnView } from './inbounds.ts';
import { ending, orderStates } from './orders.ts';
import { declarationNow } from './snapshot.ts';
import { milestone } from './tracking.ts';
import { parcelView } from './warehouse.ts';

export const readOrder = atLeast.extend({
  at: moment.optional().meta({
    description: 'An instant with Z or an offset: the order over all services as it stood then',
    examples: ['2026-03-12T09:00:00+08:00'],
  }),
  lang: languageQuery,
});

const shipmentThen = z
  .strictObject({ id: z.string(), carrier: z.string(), waybillNo: z.string(), state: z.string(), milestone })
  .meta({ id: 'ShipmentThen' }) satisfies z.ZodType<ShipmentThen>;

const escrowThen = z
  .strictObject({
    id: z.string(),
    state: z.string().meta({ description: 'OPEN, FUNDED, INSPECTION, DISPUTED, RELEASED, REFUNDED, CANCELLED' }),
    amount: money.meta({ description: 'What the buyer was to pay' }),
    held: money.meta({ description: 'What lay in it' }),
    due: instant.meta({ description: 'Until when the buyer had to pay, or could object' }),
  })
  .meta({ id: 'EscrowThen' }) satisfies z.ZodType<EscrowThen>;

const payoutThen = z
  .strictObject({
    id: z.string(),
    purpose: enumOf('Purpose', Purpose, 'PURPOSE_'),
    amount: money,
    attempt: z.int32(),
    state: z.string().meta({ description: 'CREATED, SENT, ACCEPTED, REJECTED, SETTLED' }),
  })
  .meta({ id: 'PayoutThen' }) satisfies z.ZodType<PayoutThen>;

const posted = z
  .strictObject({
    transactionId: z.string(),
    type: z.string().meta({ examples: ['ESCROW_FUNDING'] }),
    businessReference: z.string(),
    effectiveAt: instant,
    reverses: z.string().optional().meta({ description: 'The transaction that it takes back' }),
    reservationId: z.string().optional().meta({ description: 'The reservation whose second phase it is' }),
    reason: z.string().optional().meta({ description: 'Why it was reversed' }),
    chain: z.string().optional().meta({ description: 'SHA-256 over all transactions of the book up to it' }),
    entries: z.array(
      z
        .strictObject({ accountId: z.string(), side: enumOf('Side', Side, 'SIDE_'), amount: money })
        .meta({ id: 'PostedEntry' }),
    ),
  })
  .meta({ id: 'PostedTransaction', description: 'Balanced per currency' }) satisfies z.ZodType<
  Complete<TransactionPosted>
>;

const taxBillThen = z
  .strictObject({
    taxNo: z.string(),
    state: z.string().meta({ description: 'GENERATED, AGGREGATED, VOID' }),
    total: money,
  })
  .meta({ id: 'TaxBillThen' }) satisfies z.ZodType<TaxBillThen>;

const claimThen = z
  .strictObject({
    id: z.string(),
    debtor: z.string(),
    amount: money,
    reason: z.string().meta({ description: 'LOST, DAMAGED, SHORT' }),
    state: z.string().meta({ description: 'OPEN, SETTLED' }),
  })
  .meta({ id: 'ClaimThen' }) satisfies z.ZodType<ClaimThen>;

export const orderAsOf = z
  .strictObject({
    id: z.string(),
    orderNo: z.string(),
    at: z.iso.datetime(),
    state: z.string().meta({ description: orderStates.join(', ') }),
    placedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: int64,
    completed: z.boolean(),
    ending,
    holds: z.array(hold).meta({ description: 'What held it then' }),
    declaration: declarationNow.nullable(),
    taxBill: taxBillThen.nullable(),
    parcel: parcelView.nullable(),
    shipment: shipmentThen.nullable(),
    inbound: inboundView.nullable(),
    return: returnView.nullable(),
    escrow: escrowThen.nullable(),
    payouts: z.array(payoutThen),
    ledger: z.array(posted).meta({ description: 'All that had been booked because of it' }),
    claim: claimThen.nullable(),
  })
  .meta({
    id: 'OrderAsOf',
    description: 'An order over all services at one instant. What had not come about yet is null, or not in its list',
  });
