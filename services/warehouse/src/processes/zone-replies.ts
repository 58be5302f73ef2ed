import type { Only, WarehouseEvent } from '@portolan/contracts';
import { type Commands, following, type Reaction } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { bookId, lineOf } from '../book/book.ts';
import type { Answered } from '../gate-pass/gate-pass.ts';
import { zoneNumberId, zoneTenant } from '../zone-number/zone-number.ts';
import { accepted } from './accepted.ts';

type Received = Extract<WarehouseEvent, { type: 'ZoneMessageReceived' }>['data'];
type Reply = Received['replies'][number];

const answers: Readonly<Record<string, string>> = {
  INV201: 'verification-list',
  SAS221: 'gate-pass',
  SAS223: 'gate-pass',
};

/** What the zone says goes to the list or pass that bears its number. A number that is nobody's is raised. */
export function zoneReplies(
  commands: Commands,
  all: Aggregates,
  tolerancePercent: number,
): Reaction<Only<WarehouseEvent, 'ZoneMessageReceived'>> {
  return {
    name: 'warehouse.zone-replies.v1',
    reads: ['warehouse'],
    on: {
      ZoneMessageReceived: async (event) => {
        const { messageId, replies } = event.data;
        for (const [index, reply] of replies.entries()) {
          const { state } = await commands.load(all.zoneNumber, zoneTenant, zoneNumberId(reply.messageNo));
          const { id, tenant } = state;
          if (state.kind !== answers[reply.kind]) {
            const report = { type: 'ReportUnmatched', messageId, reply } as const;
            const context = following(event, { tenant: event.meta.tenant, orderId: '' }, 'unmatched', index);
            accepted(await commands.execute(all.zoneMessage, messageId, report, context));
            continue;
          }
          const context = following(event, { tenant, orderId: '' }, 'reply', index);
          if (state.kind === 'verification-list') {
            const told = await listCommand(commands, all, tenant, id, reply);
            accepted(await commands.execute(all.verificationList, id, told, context));
          } else {
            accepted(await commands.execute(all.gatePass, id, passCommand(id, reply, tolerancePercent), context));
          }
        }
      },
    },
  };
}

const taken = ({ dealFlag }: Reply): boolean => dealFlag === '0';

/** The lines of a list that enters goods get the numbers that the book gave them before it went out. */
async function listCommand(commands: Commands, all: Aggregates, operator: string, listId: string, reply: Reply) {
  if (!taken(reply)) return { type: 'Return', listId, reason: reply.checkInfo } as const;
  const { state } = await commands.load(all.verificationList, operator, listId);
  const { owner = '', emsNo = '' } = state.filed ?? {};
  const book = (await commands.load(all.book, operator, bookId(emsNo))).state;
  const lines = state.lines.map((line) => {
    const recordNo = line.recordNo || (lineOf(book, { owner, sku: line.sku, lot: line.lot })?.recordNo ?? '');
    return { ...line, recordNo };
  });
  return { type: 'Approve', listId, bondInvtNo: reply.number, lines } as const;
}

function passCommand(passId: string, reply: Reply, tolerancePercent: number): Answered {
  const { kind, messageNo, number: passportNo, time: passedAt, weight: measuredWeight } = reply;
  const of = { passId, messageNo };
  if (kind === 'SAS223') return { type: 'Pass', ...of, passportNo, passedAt, measuredWeight, tolerancePercent };
  if (taken(reply)) return { type: 'Approve', ...of, passportNo };
  return { type: 'Return', ...of, reason: reply.checkInfo };
}
