import type { Complete } from '@portolan/contracts';
import type { CommandReply } from '@portolan/contracts/common/v1/types';
import type {
  GetListReturnsRequest,
  ListReturnsView,
  RequestListReturnRequest,
} from '@portolan/contracts/customs/v1/customs';
import { sum } from '@portolan/money';
import { answered, type Handler, RefusedError, type Runtime } from '@portolan/service';
import { declaration } from '../declaration/declaration.ts';
import { modeOf, type Papers } from '../declaration/state.ts';
import { listReturn, listReturnId } from '../list-return/list-return.ts';
import type { Returnable } from '../list-return/shares.ts';

/**
 * Asks customs to let goods of a released import come back.
 * @throws RefusedError DECLARATION_NOT_FOUND, RETURN_OF_EXPORT, RETURN_NOT_RELEASED, and what the return refuses
 */
export function requestListReturn({ commands }: Runtime): Handler<Complete<RequestListReturnRequest>, CommandReply> {
  return async ({ declarationId, reason, lines }, { context }) => {
    const { state } = await commands.load(declaration, context.tenant, declarationId);
    const { papers, position, releasedAt, invtNo, orderId } = state;
    if (papers === undefined) throw new RefusedError({ refused: 'DECLARATION_NOT_FOUND', data: { id: declarationId } });
    if (modeOf(papers).direction !== 'I') {
      throw new RefusedError({ refused: 'RETURN_OF_EXPORT', data: { id: declarationId } });
    }
    if (position !== 'RELEASED' && position !== 'CLOSED') {
      throw new RefusedError({ refused: 'RETURN_NOT_RELEASED', data: { id: declarationId, state: position } });
    }
    const returnId = listReturnId(context.tenant, declarationId);
    const asked = { returnId, declarationId, orderId, invtNo, releasedAt, reason } as const;
    const command = { type: 'Request', ...asked, list: returnables(papers), wanted: lines } as const;
    const outcome = await commands.execute(listReturn, returnId, command, { ...context, correlation: orderId });
    return answered(outcome, returnId);
  };
}

/** Every line of the list with what it was taxed on, and its tax. */
function returnables({ list, tax }: Papers): Returnable[] {
  return list.lines.map(({ line, hsCode, name, quantity, total }) => {
    const taxed = tax?.lines.find((known) => known.line === line);
    if (taxed === undefined) throw new Error(`line ${line} of the list was never assessed`);
    const taxes = sum([taxed.duty, taxed.valueAddedTax, taxed.consumptionTax], total.currency);
    return { line, hsCode, name, quantity, value: taxed.taxableValue, tax: taxes };
  });
}

/** The returns of a declaration of the caller. @throws RefusedError DECLARATION_NOT_FOUND */
export function getListReturns({ commands }: Runtime): Handler<Complete<GetListReturnsRequest>, ListReturnsView> {
  return async ({ declarationId }, { caller: { tenant } }) => {
    const { state } = await commands.load(declaration, tenant, declarationId);
    const { papers, orderId, invtNo } = state;
    if (papers === undefined) throw new RefusedError({ refused: 'DECLARATION_NOT_FOUND', data: { id: declarationId } });
    const known = await commands.load(listReturn, tenant, listReturnId(tenant, declarationId));
    const returns = known.state.returns.map(
      ({ number, copNo, state: standing, reason, lines, backBy, status, info }) => {
        return { number, copNo, state: standing, reason, lines: [...lines], backBy, status, info };
      },
    );
    return { declarationId, orderId, invtNo, returns };
  };
}
