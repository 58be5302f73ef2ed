import { type Only, outside, type WarehouseEvent } from '@portolan/contracts';
import { type Commands, following, type Reaction, type Recorded } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { bookId, lineOf } from '../book/book.ts';
import type { Answered } from '../gate-pass/gate-pass.ts';
import type { VerificationList } from '../verification-list/verification-list.ts';
import { zoneNumberId } from '../zone-number/zone-number.ts';
import { accepted } from './accepted.ts';

type Received = Extract<WarehouseEvent, { type: 'ZoneMessageReceived' }>['data'];
type Reply = Received['replies'][number];
type Event = Recorded<Only<WarehouseEvent, 'ZoneMessageReceived'>>;

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
          const { state } = await commands.load(all.zoneNumber, outside, zoneNumberId(reply.messageNo));
          const { id, tenant } = state;
          if (state.kind !== answers[reply.kind]) {
            const report = { type: 'ReportUnmatched', messageId, reply } as const;
            const context = following(event, { tenant: event.meta.tenant, orderId: '' }, 'unmatched', index);
            accepted(await commands.execute(all.zoneMessage, messageId, report, context));
            continue;
          }
          const context = following(event, { tenant, orderId: '' }, 'reply', index);
          if (state.kind === 'verification-list') {
            const told = await listCommand(commands, all, event, { operator: tenant, listId: id, reply });
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

interface Told {
  readonly operator: string;
  readonly listId: string;
  readonly reply: Reply;
}

/**
 * Goods that enter get their lines of the book now. Where another list has entered them as something else meanwhile,
 * this one is sent back for the operator to mend.
 */
async function listCommand(commands: Commands, all: Aggregates, event: Event, { operator, listId, reply }: Told) {
  if (!taken(reply)) return { type: 'Return', listId, reason: reply.checkInfo } as const;
  const { state } = await commands.load(all.verificationList, operator, listId);
  const { filed } = state;
  if (filed === undefined) throw new Error(`verification list ${listId} was never filed`);
  const { emsNo, warehouseId, owner } = filed;
  const lines: VerificationList['lines'][number][] = [];
  for (const line of filed.lines) {
    const { sku, lot, hsCode, origin } = line;
    if (line.recordNo !== '') {
      lines.push(line);
      continue;
    }
    const number = { type: 'Number', emsNo, warehouseId, owner, sku, lot, hsCode, origin, listId } as const;
    const context = following(event, { tenant: operator, orderId: '' }, 'number', listId, line.line);
    const outcome = await commands.execute(all.book, bookId(emsNo), number, { ...context, rememberRefusal: true });
    if (!outcome.ok) return { type: 'Return', listId, reason: outcome.refusal.refused } as const;
    const book = await commands.load(all.book, operator, bookId(emsNo));
    lines.push({ ...line, recordNo: lineOf(book.state, { owner, sku, lot })?.recordNo ?? '' });
  }
  return { type: 'Approve', listId, bondInvtNo: reply.number, lines } as const;
}

function passCommand(passId: string, reply: Reply, tolerancePercent: number): Answered {
  const { kind, messageNo, number: passportNo, time: passedAt, weight: measuredWeight } = reply;
  const of = { passId, messageNo };
  if (kind === 'SAS223') return { type: 'Pass', ...of, passportNo, passedAt, measuredWeight, tolerancePercent };
  if (taken(reply)) return { type: 'Approve', ...of, passportNo };
  return { type: 'Return', ...of, reason: reply.checkInfo };
}
