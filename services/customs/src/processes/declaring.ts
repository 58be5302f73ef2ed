import { chinaDay } from '@portolan/china';
import { type CustomsEvent, type Only, outside } from '@portolan/contracts';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Commands, React, Reaction } from '@portolan/engine';
import type { Papers } from '../declaration/declaration.ts';
import { type MatchCase, matchCase } from '../match-case/match-case.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import { assess } from '../tax/assess.ts';
import type { DeclarationAggregate } from './messages.ts';

/**
 * A matched case is declared: the keys by which replies come back are claimed first, then the messages are queued. A
 * case that was matched anew after its list was sent back becomes the list's next version.
 */
export function declaring(
  declaration: DeclarationAggregate,
  commands: Commands,
): Reaction<Only<CustomsEvent, 'CaseMatched'>> {
  return {
    name: 'customs.declaring.v1',
    reads: ['customs'],
    on: {
      async CaseMatched({ data, meta }, react) {
        const { state } = await commands.load(matchCase, meta.tenant, data.caseId);
        const papers = papersOf(state, chinaDay(meta.time));
        if (papers === undefined) throw new Error(`case ${data.caseId} is matched but incomplete`);
        const { declarationId } = data;
        const { orderId } = state;
        const taken = await claimKeys(react, papers, { tenant: meta.tenant, declarationId, orderId });
        await react.execute(declaration, declarationId, { type: 'Draft', declarationId, orderId, papers, taken });
      },
    },
  };
}

/** What was matched: the list, the documents of its mode and, for imports, the tax of the day. */
function papersOf({ list, order, receipt, payment, waybill }: MatchCase, day: string): Papers | undefined {
  if (list === undefined || order === undefined || waybill === undefined) return undefined;
  if (list.import !== undefined) {
    return payment === undefined ? undefined : { list, order, waybill, payment, tax: assess(list, day) };
  }
  if (list.tradeMode !== '9610') return { list, order, waybill };
  return receipt === undefined ? undefined : { list, order, receipt, waybill };
}

/** The business keys by which customs answers each message; see adapters/ceb-read. */
function keysOf(papers: Papers): readonly { kind: MessageKind; ownerCode: string; key: string }[] {
  const { order, receipt, payment, waybill, list } = papers;
  const imports = list.import !== undefined;
  const ordered = { ownerCode: order.platform.code, key: order.orderNo };
  const carried = { ownerCode: waybill.carrier.code, key: waybill.waybillNo };
  const listed = { ownerCode: list.agent.code, key: list.copNo };
  return [
    { kind: imports ? 'MESSAGE_KIND_CEB311' : 'MESSAGE_KIND_CEB303', ...ordered },
    ...(receipt === undefined
      ? []
      : [{ kind: 'MESSAGE_KIND_CEB403' as const, ownerCode: receipt.merchant.code, key: receipt.orderNo }]),
    ...(payment === undefined
      ? []
      : [{ kind: 'MESSAGE_KIND_CEB411' as const, ownerCode: payment.institution.code, key: payment.transactionId }]),
    { kind: imports ? 'MESSAGE_KIND_CEB511' : 'MESSAGE_KIND_CEB505', ...carried },
    { kind: imports ? 'MESSAGE_KIND_CEB621' : 'MESSAGE_KIND_CEB603', ...listed },
  ];
}

/** Claims them one after another. Answers the first that leads to another declaration already. */
async function claimKeys(
  react: React,
  papers: Papers,
  claim: { readonly tenant: string; readonly declarationId: string; readonly orderId: string },
): Promise<{ kind: MessageKind; key: string } | undefined> {
  for (const { kind, ownerCode, key } of keysOf(papers)) {
    const id = messageKeyId(kind, ownerCode, key);
    const command = { type: 'ClaimKey', kind, ownerCode, key, ...claim } as const;
    const outcome = await react.execute(messageKey, id, command, { tenant: outside });
    if (!outcome.ok) return { kind, key };
  }
  return undefined;
}
