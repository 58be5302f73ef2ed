import type { Complete } from '@portolan/contracts';
import { type OrderLine, Step } from '@portolan/contracts/orders/v1/types';
import type { ReceivedLine } from '@portolan/contracts/warehouse/v1/types';
import { formatMoney, sum } from '@portolan/money';
import { type HoldReason, reason } from '../holds.ts';
import type { StepRule } from '../rule.ts';
import type { Underway } from '../state.ts';

/** Stock for an overseas warehouse: it is told what to expect, and counts it. */
export const expectGoods: StepRule = {
  step: Step.STEP_EXPECT_GOODS,
  request: ({ started: { orderId, terms } }) => ({
    $case: 'expectGoods',
    value: {
      orderId,
      orderNo: terms.orderNo,
      warehouseId: terms.destinationWarehouseId,
      lines: unitsBySku(terms.lines),
    },
  }),
  begun: ({ goodsExpected }) => goodsExpected !== undefined,
  until: {
    ended: ({ goodsCounted, discrepancyResolved }) =>
      discrepancyResolved !== undefined || (goodsCounted !== undefined && !goodsCounted.differs),
    hold: awaitingCount,
  },
};

function awaitingCount({ started: { terms }, known: { goodsExpected, goodsCounted } }: Underway): HoldReason {
  const data = { warehouseId: terms.destinationWarehouseId, inboundId: goodsExpected?.inboundId ?? '' };
  if (goodsCounted === undefined) return reason('AWAITING_COUNT', 'warehouse_operator', 'COUNTED_BEFORE_STOCKED', data);
  const differing = goodsCounted.lines.filter(({ expected, counted }) => expected !== counted);
  const counts = differing.map(({ sku, expected, counted }) => `${sku} ${counted}/${expected}`).join(', ');
  return reason('COUNT_DIFFERS', 'merchant', 'DIFFERENCE_RESOLVED_BEFORE_STOCKED', { ...data, counts });
}

/** Whole sold units of an order's goods, each SKU once. */
export function unitsBySku(lines: readonly Complete<OrderLine>[]): Complete<ReceivedLine>[] {
  const skus = [...new Set(lines.map(({ sku }) => sku))];
  return skus.map((sku) => {
    const own = lines.filter((line) => line.sku === sku);
    return { sku, lot: '', quantity: own.reduce((units, line) => units + BigInt(line.quantity.value), 0n) };
  });
}

/**
 * What the carrier owes: for goods lost or damaged all of their value, of bonded imports with the tax that customs bills
 * all the same; for goods missing in the count theirs.
 */
export const claim: StepRule = {
  step: Step.STEP_CLAIM,
  applies: (underway) => isLost(underway) || missingValue(underway).minor > 0n,
  request: (underway) => {
    const { orderId, terms } = underway.started;
    const { orderNo, carrier: debtor, goodsValue, tax } = terms;
    if (!isLost(underway)) {
      return {
        $case: 'openClaim',
        value: { orderId, orderNo, debtor, amount: missingValue(underway), reason: 'SHORT' },
      };
    }
    const reason = underway.ending?.ending === 'ENDING_LOST' ? 'LOST' : 'DAMAGED';
    const amount = tax === undefined ? goodsValue : sum([goodsValue, tax], goodsValue.currency);
    return { $case: 'openClaim', value: { orderId, orderNo, debtor, amount, reason } };
  },
  begun: ({ claimOpened }) => claimOpened !== undefined,
  until: { ended: ({ claimSettled }) => claimSettled !== undefined, hold: awaitingClaim },
};

const isLost = ({ ending }: Underway): boolean =>
  ending?.ending === 'ENDING_LOST' || ending?.ending === 'ENDING_DAMAGED';

function awaitingClaim({ started: { terms }, known: { claimOpened } }: Underway): HoldReason {
  const amount = claimOpened === undefined ? '' : formatMoney(claimOpened.amount);
  const data = { carrier: terms.carrier, amount, reference: claimOpened?.reference ?? '' };
  return reason('AWAITING_CLAIM', 'carrier', 'CLAIM_PAID_BEFORE_END', data);
}

/** Units that are claimed as missing, each at the price of its first line. */
function missingValue({ started: { terms }, known: { discrepancyResolved } }: Underway) {
  const { lines, goodsValue } = terms;
  const claimed = discrepancyResolved?.resolution === 'CLAIM' ? discrepancyResolved.lines : [];
  const values = claimed.map(({ sku, expected, counted }) => {
    const price = lines.find((line) => line.sku === sku)?.price.minor ?? 0n;
    return { minor: expected > counted ? price * (expected - counted) : 0n, currency: goodsValue.currency };
  });
  return sum(values, goodsValue.currency);
}
