import { given } from '@portolan/testkit';
import { zoned } from '@portolan/testkit/properties';
import { expect, test } from 'vitest';
import { papers } from '../rig/story.ts';
import { type DeclarationCommand, type DeclarationEvent, declaration } from './declaration.ts';

const declarationId = 'declaration-1';
const kinds = ['MESSAGE_KIND_CEB303', 'MESSAGE_KIND_CEB403', 'MESSAGE_KIND_CEB505', 'MESSAGE_KIND_CEB603'] as const;
const says = (answers: (typeof kinds)[number], status: string, minute: number): DeclarationCommand => ({
  ...{ type: 'RecordReply', declarationId },
  reply: {
    ...{ answers, guid: 'G', ownerCode: 'C', key: 'K', status, info: '', preNo: 'B1', invtNo: 'I1' },
    returnTime: zoned(`2026-03-02T01:0${minute}:00.000Z`),
  },
});

test('a cancellation that waits for the number goes out once, whatever names the number first', () => {
  const commands: readonly DeclarationCommand[] = [
    { type: 'Draft', declarationId, orderId: 'order-1', papers },
    ...kinds.slice(0, 3).map((kind, index) => says(kind, '120', index)),
    { type: 'Cancel', declarationId, orderId: 'order-1', reason: 'BUYER' },
    // The review overtakes the reply that the list is stored.
    says('MESSAGE_KIND_CEB603', '500', 4),
    says('MESSAGE_KIND_CEB603', '800', 5),
  ];
  const history: DeclarationEvent[] = [];
  for (const command of commands) {
    const { decision } = given(declaration, history).when(command);
    if ('refused' in decision) throw new Error(decision.refused);
    history.push(...decision);
  }
  const asked = history.filter(({ type, data }) => type === 'MessageQueued' && data.kind === 'MESSAGE_KIND_CEB605');
  expect(asked).toHaveLength(1);
  expect(given(declaration, history).state.replaced).toEqual([]);
});
