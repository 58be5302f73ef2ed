import { createHash } from 'node:crypto';
import { chinaDay } from '@portolan/china';
import { catalogues, type FxEvent, type Only } from '@portolan/contracts';
import type { Projection, Recorded, View } from '@portolan/engine';
import type { Money } from '@portolan/money';

/** What an event says to a third party, and where it stands. */
export interface FactDocument {
  readonly [field: string]: unknown;
  /** In China. */
  readonly day: string;
  /** Orders the facts of a day: the instant, then the event. */
  readonly order: string;
  readonly type: string;
  readonly orderNo: string;
  readonly reference: string;
  readonly amount?: Money;
  readonly event: string;
  readonly position: string;
  readonly sha256: string;
}

type Stated = Only<
  FxEvent,
  | 'EscrowOpened'
  | 'EscrowFunded'
  | 'EscrowRefunded'
  | 'EscrowReleased'
  | 'EscrowCancelled'
  | 'FundsReceived'
  | 'FundsReturnRequested'
  | 'CurrencySold'
  | 'PayoutSettled'
  | 'RefundClaimOpened'
  | 'RefundClaimSubmitted'
  | 'RefundClaimApproved'
  | 'RefundClaimRejected'
  | 'RefundClaimPaid'
  | 'RefundSettled'
  | 'RefundRepaymentDue'
  | 'RefundRepaid'
  | 'RefundClaimLapsed'
>;

const refunds = [
  ...['RefundClaimOpened', 'RefundClaimSubmitted', 'RefundClaimApproved', 'RefundClaimRejected', 'RefundClaimPaid'],
  ...['RefundSettled', 'RefundRepaymentDue', 'RefundRepaid', 'RefundClaimLapsed'],
] as const;

/** Which events a statement of each kind is made of. */
export const statedIn: Readonly<Record<string, readonly string[]>> = {
  orders: ['EscrowOpened', 'EscrowFunded', 'EscrowRefunded', 'EscrowReleased', 'EscrowCancelled'],
  receipts: ['FundsReceived', 'FundsReturnRequested'],
  'refund-claims': refunds,
  'settlement-summary': ['FundsReceived', 'EscrowRefunded', 'EscrowReleased', 'CurrencySold', 'PayoutSettled'],
};

interface Said {
  readonly orderNo?: string;
  readonly reference?: string;
  readonly amount?: Money;
}

const said: { readonly [Type in Stated['type']]: (data: Only<Stated, Type>['data']) => Said } = {
  EscrowOpened: ({ orderNo, amount }) => ({ orderNo, amount }),
  EscrowFunded: ({ amount, fundsId }) => ({ amount, reference: fundsId }),
  EscrowRefunded: ({ amount, reason }) => ({ amount, reference: reason }),
  EscrowReleased: ({ net }) => ({ amount: net }),
  EscrowCancelled: ({ orderNo }) => ({ orderNo }),
  FundsReceived: ({ entry, orderNo }) => ({ orderNo, amount: entry.amount, reference: entry.servicerReference }),
  FundsReturnRequested: ({ amount, reason }) => ({ amount, reference: reason }),
  CurrencySold: ({ terms }) => ({ amount: terms.buy, reference: terms.bankReference }),
  PayoutSettled: ({ amount, servicerReference }) => ({ amount, reference: servicerReference }),
  RefundClaimOpened: ({ orderNo, line }) => ({ orderNo, amount: line.total, reference: `${line.line}/${line.hsCode}` }),
  RefundClaimSubmitted: ({ amount, reference }) => ({ amount, reference }),
  RefundClaimApproved: ({ amount }) => ({ amount }),
  RefundClaimRejected: ({ number }) => ({ reference: String(number) }),
  RefundClaimPaid: ({ amount, reference }) => ({ amount, reference }),
  RefundSettled: ({ entitled }) => ({ amount: entitled }),
  RefundRepaymentDue: ({ amount, reason }) => ({ amount, reference: reason }),
  RefundRepaid: ({ amount, reference }) => ({ amount, reference }),
  RefundClaimLapsed: ({ reason }) => ({ reference: reason }),
};

const collection = 'statement_facts';
const types = Object.keys(said) as readonly Stated['type'][];

/** What can be stated of a merchant's money, by day: no person, no account, no text that somebody wrote. */
export const statementFacts: Projection<Stated> = {
  name: 'fx.statement-facts.v1',
  reads: ['fx'],
  collections: { [collection]: { indexes: { byDay: ['day', 'order'] }, tenantOnly: true } },
  on: Object.fromEntries(types.map((type) => [type, keep])) as Projection<Stated>['on'],
};

async function keep({ type, data, meta }: Recorded<Stated>, view: View): Promise<void> {
  const { orderNo = '', reference = '', amount } = (said[type] as (data: unknown) => Said)(data);
  const codec = catalogues.fx.byName.get(type)?.codec;
  if (codec === undefined) throw new Error(`fx has no event ${type}`);
  const document: FactDocument = {
    ...{ day: chinaDay(meta.time), order: `${meta.time} ${meta.id}`, type, orderNo, reference },
    ...(amount === undefined ? {} : { amount }),
    ...{ event: meta.id, position: `${meta.shard}/${meta.position}` },
    sha256: createHash('sha256').update(codec.encode(data).finish()).digest('hex'),
  };
  await view.put(collection, meta.tenant, meta.id, document);
}
