import type { Complete } from '@portolan/contracts';
import type { TaxNotice } from '@portolan/contracts/customs/v1/types';
import { equal, type Money, subtract, sum } from '@portolan/money';
import type { Bill, Declaration, DeclarationEvent } from './state.ts';

/**
 * What a tax notice (CEB816, 818) moves: a bill is generated, then aggregated or voided, each once and never back. A
 * notice about a bill whose 816 is still under way is kept, and counts when it is there.
 */
export function decideNotice(id: string, notice: Complete<TaxNotice>, state: Declaration): DeclarationEvent[] {
  const { orderId } = state;
  const bill = state.bills[notice.taxNo];
  const amount = totalOf(notice);
  const events: DeclarationEvent[] = [];
  if (bill?.total === undefined && amount !== undefined) {
    const data = { declarationId: id, orderId, notice, differs: differs(notice, state) };
    events.push({ type: 'TaxBillGenerated', data });
  }
  const total = bill?.total ?? amount;
  const status = [notice.status, bill?.kept ?? ''].toSorted().at(-1) ?? '';
  if (status === '1' || bill?.status === '3' || status <= (bill?.status ?? '')) return events;
  if (total === undefined) {
    return status === bill?.kept ? [] : [{ type: 'TaxNoticeKept', data: { declarationId: id, orderId, notice } }];
  }
  const named = { declarationId: id, orderId, taxNo: notice.taxNo };
  const moved: DeclarationEvent =
    status === '3'
      ? { type: 'TaxBillVoided', data: named }
      : { type: 'TaxBillAggregated', data: { ...named, amount: due(total, state) } };
  return [...events, moved];
}

export function evolveBill(state: Declaration, event: DeclarationEvent): Declaration {
  switch (event.type) {
    case 'TaxNoticeKept':
      return withBill(state, event.data.notice.taxNo, { kept: event.data.notice.status });
    case 'TaxBillGenerated':
      return withBill(state, event.data.notice.taxNo, { total: totalOf(event.data.notice), status: '1' });
    case 'TaxBillAggregated':
      return withBill(state, event.data.taxNo, { status: '2', kept: '' });
    case 'TaxBillVoided':
      return withBill(state, event.data.taxNo, { status: '3', kept: '' });
    default:
      return state;
  }
}

function withBill(state: Declaration, taxNo: string, change: Partial<Bill>): Declaration {
  const bill = state.bills[taxNo] ?? { total: undefined, status: '', kept: '' };
  return { ...state, bills: { ...state.bills, [taxNo]: { ...bill, ...change } } };
}

/** Duty, value added tax and consumption tax together; undefined where the notice names no amounts (818). */
export function totalOf({ duty, valueAddedTax, consumptionTax }: Complete<TaxNotice>): Money | undefined {
  if (duty === undefined || valueAddedTax === undefined || consumptionTax === undefined) return undefined;
  return sum([duty, valueAddedTax, consumptionTax], duty.currency);
}

// What came back is not levied: of the bill, the rest is due.
function due(total: Money, { givenBack }: Declaration): Money {
  const rest = subtract(total, sum(Object.values(givenBack), total.currency));
  return rest.minor < 0n ? { ...rest, minor: 0n } : rest;
}

function differs(notice: Complete<TaxNotice>, { papers }: Declaration): boolean {
  const tax = papers?.tax;
  if (tax === undefined) return true;
  return (['duty', 'valueAddedTax', 'consumptionTax'] as const).some((name) => {
    const billed = notice[name];
    return billed === undefined || !equal(billed, tax[name]);
  });
}
