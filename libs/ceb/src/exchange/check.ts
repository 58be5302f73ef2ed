import { fieldFlaws } from '../check/fields.ts';
import type { CebFlaw } from '../flaw.ts';
import { type Fields, optional, second, text } from '../table/field.ts';
import type { AddInfo, Envelope } from './model.ts';

const transInfo = {
  CopMsgId: text(255),
  SenderId: text(16),
  CreatTime: second(),
  MsgType: text(30),
} as const satisfies Fields;
const addInfo = { FileName: optional(text(255)), IcCard: optional(text(13)) } as const satisfies Fields;
const plain = { lengths: 'schema', mode: '' } as const;

/** What is wrong with an envelope before it is written. */
export function envelopeFlaws(envelope: Envelope): readonly CebFlaw[] {
  const { copMsgId, senderId, receiverIds, time, messageType, more } = envelope;
  const info = { CopMsgId: copMsgId, SenderId: senderId, CreatTime: time, MsgType: messageType };
  return [
    ...fieldFlaws('TransInfo', transInfo, [], info, plain),
    ...texts('TransInfo.ReceiverIds', 'ReceiverId', receiverIds, 1, 16),
    ...(more === undefined ? [] : moreFlaws(more)),
  ];
}

function moreFlaws({ fileName, icCard, keys = [] }: AddInfo): readonly CebFlaw[] {
  return [
    ...fieldFlaws('AddInfo', addInfo, [], { FileName: fileName, IcCard: icCard }, plain),
    ...texts('AddInfo.BizKey', 'Key', keys, 0, 64),
  ];
}

function texts(at: string, name: string, all: readonly string[], least: number, length: number): readonly CebFlaw[] {
  if (all.length < least || all.length > 5) return [{ field: at, rule: 'COUNT', reason: `must hold ${least} to 5` }];
  return all.flatMap((value) => fieldFlaws(at, { [name]: text(length) }, [], { [name]: value }, plain));
}
