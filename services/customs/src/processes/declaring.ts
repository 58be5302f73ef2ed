import type { CustomsEvent, Only } from '@portolan/contracts';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Commands, React, Reaction } from '@portolan/engine';
import type { Papers } from '../declaration/declaration.ts';
import { outside } from '../inbound/inbound.ts';
import { matchCase } from '../match-case/match-case.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import type { DeclarationAggregate } from './messages.ts';

/** A matched case is declared: the keys by which replies come back are claimed first, then the messages are queued. */
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
        const { orderId, list, order, receipt, waybill } = state;
        if (list === undefined || order === undefined || receipt === undefined || waybill === undefined) {
          throw new Error(`case ${data.caseId} is matched but incomplete`);
        }
        const papers: Papers = { list, order, receipt, waybill };
        const { declarationId } = data;
        const taken = await claimKeys(react, papers, { tenant: meta.tenant, declarationId, orderId });
        await react.execute(declaration, declarationId, { type: 'Draft', declarationId, orderId, papers, taken });
      },
    },
  };
}

/** The business keys by which customs answers each message; see adapters/ceb-read. */
function keysOf(papers: Papers): readonly { kind: MessageKind; ownerCode: string; key: string }[] {
  const { order, receipt, waybill, list } = papers;
  return [
    { kind: 'MESSAGE_KIND_CEB303', ownerCode: order.platform.code, key: order.orderNo },
    { kind: 'MESSAGE_KIND_CEB403', ownerCode: receipt.merchant.code, key: receipt.orderNo },
    { kind: 'MESSAGE_KIND_CEB505', ownerCode: waybill.carrier.code, key: waybill.waybillNo },
    { kind: 'MESSAGE_KIND_CEB603', ownerCode: list.agent.code, key: list.copNo },
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
