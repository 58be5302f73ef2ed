import { chinaDay } from '@portolan/china';
import type { FxEvent } from '@portolan/contracts';
import type { Commands, Reaction } from '@portolan/engine';
import type { Money } from '@portolan/money';
import { bop, type Content, type DraftBop, receiptDeclarationId, refundDeclarationId } from '../bop/bop.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { escrow } from '../escrow/escrow.ts';
import { settlementRules } from '../settlement-rules/china.ts';
import { codeFor, declarationDays, needsVerificationSheet } from '../settlement-rules/declaring.ts';

/**
 * What a merchant is paid from abroad, and what it gives back, is declared: drafted when it is the merchant's, or leaves
 * again. Money in CNY stays in the country.
 */
export function declaring(commands: Commands, tradeMode: string): Reaction<FxEvent> {
  return {
    name: 'fx.declaring.v1',
    reads: ['fx'],
    on: {
      EscrowFunded: async ({ data, meta }, react) => {
        const { escrowId, orderId, fundsId, amount, servicerReference, bookedAt } = data;
        if (amount.currency === 'CNY') return;
        const at = bookedAt || meta.time;
        const { state } = await commands.load(escrow, meta.tenant, escrowId);
        const declarationId = receiptDeclarationId(meta.tenant, fundsId);
        const content = { ...drafted(tradeMode, amount, at), fundsId, servicerReference };
        const draft = { declarationId, orderId, orderNo: state.orderNo, content, dueAt: dueAt(at) };
        await react.execute(bop, declarationId, { type: 'DraftBop', ...draft }, { correlation: orderId });
      },
      EscrowRefunded: async ({ data: { escrowId, orderId, amount, left, fundsId }, meta }, react) => {
        if (amount.currency === 'CNY') return;
        const { state } = await commands.load(escrow, meta.tenant, escrowId);
        const declarationId = refundDeclarationId(meta.tenant, fundsId, left);
        const receipt = drafted(tradeMode, amount, meta.time);
        const content: Content = {
          ...{ ...receipt, direction: 'BOP_DIRECTION_PAYMENT', refund: true, remark: `退款：${receipt.remark}` },
          ...{ originalId: receiptDeclarationId(meta.tenant, fundsId), fundsId },
        };
        // A payment is declared when it is handed in.
        const draft: DraftBop = { declarationId, orderId, orderNo: state.orderNo, content, dueAt: meta.time };
        await react.execute(bop, declarationId, { type: 'DraftBop', ...draft }, { correlation: orderId });
      },
    },
  };
}

function drafted(tradeMode: string, amount: Money, at: string): Content {
  const day = chinaDay(at);
  const { code, remark } = codeFor(settlementRules, day, tradeMode);
  return {
    ...{ direction: 'BOP_DIRECTION_RECEIPT', amount, code, remark, counterpartyCountry: '', refund: false },
    ...{ originalId: '', prepayment: false, bonded: false, grossLines: [], fundsId: '', servicerReference: '' },
    verificationSheet: needsVerificationSheet(settlementRules, day, amount),
  };
}

/** The end of the last working day in China; '' where no calendar has been published for it. */
function dueAt(creditedAt: string): string {
  const day = chinaDay(creditedAt);
  const last = addWorkingDays(day, declarationDays(settlementRules, day));
  return typeof last === 'string' ? new Date(`${last}T23:59:59.999+08:00`).toISOString() : '';
}
