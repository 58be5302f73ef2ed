import { said } from './figures.ts';
import type { Flaw, Invariant } from './invariant.ts';

/** What of an order stands open. */
interface Open {
  readonly currency: string;
  /** Paid in, and neither refunded nor released. */
  readonly held: bigint;
  /** Of a label that nobody has used, nor made void. */
  readonly shipmentId: string;
  /** Of a declaration that was not taken back, nor all of its goods. */
  readonly declarationId: string;
  /** The parcel left the warehouse: what was declared stands then. */
  readonly left: boolean;
  readonly completed: boolean;
}

type Paid = {
  readonly data: { readonly orderId: string; readonly amount: { readonly minor: bigint; readonly currency: string } };
};
const move = (sign: 1n | -1n) => ({
  about: ({ data }: Paid) => [data.orderId],
  next: (before: Open, { data: { amount } }: Paid): Open => ({
    ...before,
    currency: amount.currency,
    held: before.held + sign * amount.minor,
  }),
});
type Ordered = { readonly data: { readonly orderId: string } };
const set = (change: Partial<Open>) => ({
  about: ({ data }: Ordered) => [data.orderId],
  next: (before: Open): Open => ({ ...before, ...change }),
});

/** Whatever was done for an order has come to its end when the order has: used, or undone. */
export const undone: Invariant<Open> = {
  name: 'undone',
  holds: {
    en: 'At rest, nothing stands open of an order that is over: no money in escrow, no label that nobody used, no declaration of goods that never left.',
    zh: '静止时，已了结的订单不留任何未了事项：担保中无资金，无未使用的面单，无货物未出库的申报。',
  },
  flaws: {
    MONEY_HELD: {
      en: 'Order {order} is over, and {held} still lie in escrow for it.',
      zh: '订单 {order} 已了结，担保中仍有其资金 {held}。',
    },
    LABEL_STANDS: {
      en: 'Order {order} is over; shipment {shipment} was neither handed over nor called off.',
      zh: '订单 {order} 已了结，运单 {shipment} 既未交运也未作废。',
    },
    DECLARATION_STANDS: {
      en: 'Order {order} is over and its goods never left; declaration {declaration} was not taken back.',
      zh: '订单 {order} 已了结且货物从未出库，申报单 {declaration} 却未撤销。',
    },
  },
  across: true,
  begin: () => ({ currency: 'USD', held: 0n, shipmentId: '', declarationId: '', left: false, completed: false }),
  on: {
    EscrowFunded: move(1n),
    EscrowRefunded: move(-1n),
    EscrowReleased: move(-1n),
    ShipmentRegistered: {
      about: ({ data }) => [data.orderId],
      next: (before, { data: { shipmentId } }) => ({ ...before, shipmentId }),
    },
    ShipmentHandedOver: set({ shipmentId: '' }),
    ShipmentCancelled: set({ shipmentId: '' }),
    DeclarationDrafted: {
      about: ({ data }) => [data.orderId],
      next: (before, { data: { declarationId } }) => ({ ...before, declarationId }),
    },
    DeclarationCancelled: set({ declarationId: '' }),
    ListReturnGranted: {
      about: ({ data }) => [data.orderId],
      next: (before, { data: { all } }) => (all ? { ...before, declarationId: '' } : before),
    },
    ParcelDispatched: set({ left: true }),
    FulfilmentCompleted: set({ completed: true }),
  },
  atEnd(
    { currency, held, shipmentId: shipment, declarationId: declaration, left, completed },
    order,
  ): Flaw | undefined {
    if (!completed) return undefined;
    if (held !== 0n) return { code: 'MONEY_HELD', data: { order, held: said({ minor: held, currency }) } };
    if (shipment !== '') return { code: 'LABEL_STANDS', data: { order, shipment } };
    return declaration === '' || left ? undefined : { code: 'DECLARATION_STANDS', data: { order, declaration } };
  },
};
