import { type Json, ok, textAt } from '../story/api.ts';
import { type Account, entryOf, minor } from './reading.ts';

interface Year {
  orderId: string;
  reserved: bigint;
  used: bigint;
}

/** The buyers' yearly allowance: reserved when declared, used when released, given back when it comes to nothing. */
export function allowance(): Account {
  const years = new Map<string, Year>();
  /** Order → whether its share counts already. */
  const used = new Set<string>();
  return {
    add({ type, data }) {
      if (!type.startsWith('Allowance')) return [];
      const id = textAt(data, 'allowanceId');
      const orderId = textAt(data, 'orderId');
      const amount = minor((data as { amount: Json }).amount);
      const year = entryOf(years, id, () => ({ orderId, reserved: 0n, used: 0n }));
      if (type === 'AllowanceReserved') year.reserved += amount;
      else if (type === 'AllowanceUsed') {
        year.reserved -= amount;
        year.used += amount;
        used.add(orderId);
      } else if (used.delete(orderId)) year.used -= amount;
      else year.reserved -= amount;
      const breaches: string[] = [];
      if (year.reserved < 0n || year.used < 0n) breaches.push(`allowance: ${id} falls below zero`);
      // CNY 26,000 a calendar year (财关税〔2018〕49号).
      if (year.reserved + year.used > 2_600_000n) breaches.push(`allowance: ${id} exceeds CNY 26,000`);
      return breaches;
    },

    async compare(api) {
      const breaches: string[] = [];
      for (const [id, { orderId, reserved, used: counted }] of years) {
        const view = ok(await api.get(`/v1/orders/${orderId}/allowance`), `the allowance of ${orderId}`);
        for (const [name, expected] of Object.entries({ reserved, used: counted })) {
          const answered = minor((view as { readonly [field: string]: Json })[name]);
          if (answered !== expected)
            breaches.push(
              `allowance: ${id} has ${name} ${expected} by the feed, ${answered} by REST (CNY, minor units)`,
            );
        }
      }
      return breaches;
    },

    open: () =>
      [...years]
        .filter(([, { reserved }]) => reserved !== 0n)
        .map(([id]) => `allowance: ${id} still has a reservation`),
  };
}
