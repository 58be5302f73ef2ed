import { decimal, formatMoney, type Money } from '@portolan/money';
import type { MonthReport } from './month.ts';

/** A report for people, line by line. */
export function told(report: MonthReport): readonly string[] {
  const { orders, days, statements, matched, declared, seconds } = report;
  const rate = (orders / seconds).toFixed(1);
  return [
    `${orders} orders in ${days} days, in ${seconds.toFixed(1)} s: ${rate} orders/s`,
    ...Object.entries(report.byKind).map(([kind, count]) => `  ${kind.padEnd(18)} ${String(count).padStart(6)}`),
    `${statements} statements held against the books, ${matched} entries agree, ${declared} declarations handed in`,
    ...Object.entries(report.explained).map(([type, count]) => `  ${type.padEnd(18)} ${String(count).padStart(6)}`),
    'profit and loss      account    by the world        in the books',
    ...report.causes.map(
      ({ cause, account, expected, booked }) =>
        `  ${cause.padEnd(18)} ${account.padEnd(10)} ${decimal(expected).padStart(14)} ${decimal(booked).padStart(18)}`,
    ),
  ];
}

/** The line that a machine reads. */
export function lastLine(report: MonthReport): string {
  const { orders, days, explained, unexplained } = report;
  const count = Object.values(explained).reduce((sum, one) => sum + one, 0);
  return (
    `month: ${orders} orders, ${days} days, ${count} breaks explained, ${unexplained.length} unexplained, ` +
    `P&L ${profit(report).map(formatMoney).join(' ')}`
  );
}

/** Income less expenses, currency by currency. */
export function profit({ causes }: Pick<MonthReport, 'causes'>): readonly Money[] {
  const sums = new Map<string, bigint>();
  for (const { account, booked } of causes) {
    const signed = account.startsWith('5') ? -booked.minor : booked.minor;
    sums.set(booked.currency, (sums.get(booked.currency) ?? 0n) + signed);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
