import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { AllowanceView, GetAllowanceRequest } from '@portolan/contracts/customs/v1/customs';
import { money } from '@portolan/money';
import { type Handler, RefusedError, type Runtime } from '@portolan/service';
import { allowance, allowanceId, totals } from '../allowance/allowance.ts';
import { caseId, matchCase } from '../match-case/match-case.ts';
import { limitsOn } from '../tax/limits.ts';

/**
 * The yearly allowance of an order's buyer: of the year in which it was declared, or of this one before that.
 * @throws RefusedError ALLOWANCE_NOT_FOUND where the order is no import of the caller's
 */
export function getAllowance({ commands, clock }: Runtime): Handler<Complete<GetAllowanceRequest>, AllowanceView> {
  return async ({ orderId }, { caller: { tenant } }) => {
    const { state: known } = await commands.load(matchCase, tenant, caseId(tenant, orderId));
    const buyer = known.order?.import?.buyer.idNumber?.hash;
    if (buyer === undefined) throw new RefusedError({ refused: 'ALLOWANCE_NOT_FOUND', data: { id: orderId } });
    const today = chinaDay(clock.now());
    const year = known.list?.import?.year ?? Number(today.slice(0, 4));
    const { state } = await commands.load(allowance, tenant, allowanceId(tenant, buyer, year));
    const { reserved, used } = totals(state);
    // Of a year that is over, the limit of its last day.
    const limit = limitsOn(Number(today.slice(0, 4)) > year ? `${year}-12-31` : today).yearly;
    const yuan = (minor: bigint) => money(minor, 'CNY');
    const left = yuan(limit.minor - reserved - used);
    return { year, limit, reserved: yuan(reserved), used: yuan(used), left };
  };
}
