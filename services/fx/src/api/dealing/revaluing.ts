import { type Complete, outside } from '@portolan/contracts';
import type { RevalueRequest } from '@portolan/contracts/fx/v1/exchange';
import { money } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { isDay, lastOfMonth } from '../../calendar/days.ts';
import { pairName, pairOf } from '../../calendar/pairs.ts';
import { accountOf } from '../../ledger/accounts.ts';
import { revalued } from '../../ledger/exchange.ts';
import { ledger, mainBook } from '../../ledger/ledger.ts';
import { balancesOf } from '../../ledger/sums.ts';
import type { Fraction } from '../../pricing/fractions.ts';
import { rateInto, unrealised } from '../../pricing/revaluation.ts';
import type { RateDocument } from '../../projections/exchange.ts';
import { operationsOnly } from './rates.ts';
import { homeCurrency } from './risk.ts';

/**
 * Values the positions of an organisation's books at the last rates of a month (Dr or Cr 4300), and takes it back on
 * the day after. Asked again, it books nothing more.
 * @throws RefusedError EXCHANGE_OPERATIONS_ONLY, REVALUATION_DAY_INVALID, RATE_NOT_AVAILABLE
 */
export function revalue(runtime: Runtime) {
  const { commands, clock } = runtime;
  return async ({ tenant, day }: Complete<RevalueRequest>, call: Call) => {
    operationsOnly(call);
    if (!isDay(day) || day !== lastOfMonth(day) || day >= clock.now().slice(0, 10)) {
      throw new RefusedError({ refused: 'REVALUATION_DAY_INVALID', data: { day } });
    }
    const { state } = await commands.load(ledger, tenant, mainBook);
    const positions = Object.entries(balancesOf(state)).flatMap(([id, minor]) => {
      const account = accountOf(id);
      return account?.code === '3000' ? [money(minor, account.currency)] : [];
    });
    const rates = new Map<string, Fraction>();
    for (const { currency } of positions) {
      if (currency !== homeCurrency) rates.set(currency, await closingRate(runtime, currency, day));
    }
    const rateOf = (currency: string) => rates.get(currency) ?? { top: 0n, bottom: 1n };
    const difference = unrealised(positions, homeCurrency, rateOf);
    const context = { ...call.context, tenant };
    if (difference.minor === 0n) return { id: day, stream: `${tenant}/ledger/${mainBook}`, version: 0n };
    const [there, back] = revalued(day, difference);
    answered(await commands.execute(ledger, mainBook, there, context), day);
    const again = { ...context, commandId: `${context.commandId}-back` };
    return answered(await commands.execute(ledger, mainBook, back, again), day);
  };
}

async function closingRate({ documents }: Runtime, currency: string, day: string): Promise<Fraction> {
  const pair = pairName(pairOf(currency, homeCurrency));
  const [last] = await documents.find<RateDocument>({
    ...{ collection: 'exchange_rates', tenant: outside, index: 'byPair', equals: [pair] },
    ...{ atMost: `${day}T23:59:59.999Z`, descending: true, limit: 1 },
  });
  if (last === undefined) throw new RefusedError({ refused: 'RATE_NOT_AVAILABLE', data: { pair } });
  return rateInto(pair, last.document.mid, currency);
}
