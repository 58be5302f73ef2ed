import { compare, type Money, money, multiply, subtract } from '@portolan/money';

/** A trader's refund (免退税): the purchase, net of tax, at the refund rate; what is not refunded of the tax is cost. */
export function traderRefund(net: Money, vatRate: string, refundRate: string): { refund: Money; cost: Money } {
  const refund = multiply(net, refundRate);
  return { refund, cost: subtract(multiply(net, vatRate), refund) };
}

/** What the producer's method (免抵退税) makes of an export and of the credit that is left at the end of the period. */
export interface ProducerRefund {
  /** Taken out of the input tax (不得免征和抵扣税额): FOB × (VAT rate − refund rate). */
  readonly transferredOut: Money;
  /** FOB × refund rate (免抵退税额). */
  readonly amount: Money;
  /** The lesser of that and the credit: comes in cash (应退税额). */
  readonly refund: Money;
  /** The rest: has paid for tax at home (免抵税额). */
  readonly credited: Money;
}

/** @param fob in CNY @param credit what is left of input tax at the end of the period (期末留抵税额), above zero or none */
export function producerRefund(fob: Money, vatRate: string, refundRate: string, credit: Money): ProducerRefund {
  const amount = multiply(fob, refundRate);
  const refund = compare(credit, amount) < 0 ? credit : amount;
  return {
    transferredOut: subtract(multiply(fob, vatRate), amount),
    amount,
    refund,
    credited: subtract(amount, refund),
  };
}

/**
 * So much of a line's refund as belongs to part of its goods, rounded down: all of it belongs to all of them, and parts
 * never add up to more.
 */
export function partOf(whole: Money, part: bigint, all: bigint): Money {
  return money((whole.minor * part) / all, whole.currency);
}

/** Whether a text is a rate from 0 to 1, such as 0.13. */
export function isRate(text: string): boolean {
  return /^(0(\.\d{1,4})?|1(\.0{1,4})?)$/.test(text);
}
