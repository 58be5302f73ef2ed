import { add, type Money, money } from '@portolan/money';
import type { Told } from './told.ts';

/** What customs had billed for an order. */
export interface TaxBillThen {
  readonly taxNo: string;
  /** GENERATED, AGGREGATED, VOID */
  readonly state: string;
  readonly total: Money;
}

/** The order's tax bill after these events; null before there was one. */
export function taxBillAfter(events: readonly Told[]): TaxBillThen | null {
  let bill: TaxBillThen | null = null;
  for (const { type, data } of events) {
    if (type === 'TaxBillGenerated') {
      const { taxNo, duty, valueAddedTax, consumptionTax } = data.notice;
      const parts = [duty, valueAddedTax, consumptionTax].filter((part) => part !== undefined);
      bill = { taxNo, state: 'GENERATED', total: parts.reduce(add, money(0n, parts[0]?.currency ?? 'CNY')) };
    }
    if (type === 'TaxBillAggregated') bill = { taxNo: data.taxNo, state: 'AGGREGATED', total: data.amount };
    if (type === 'TaxBillVoided' && bill !== null) bill = { ...bill, state: 'VOID' };
  }
  return bill;
}
