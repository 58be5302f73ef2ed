import { createHash } from 'node:crypto';
import { unwrap } from '@portolan/ceb';
import { type Complete, outside } from '@portolan/contracts';
import type {
  DeclarationMessage,
  DeclarationMessageOriginal,
  GetDeclarationMessageRequest,
  ListDeclarationMessagesReply,
  ListDeclarationMessagesRequest,
} from '@portolan/contracts/customs/v1/customs';
import { type Handler, paged, RefusedError, type Runtime } from '@portolan/service';
import { inbound } from '../inbound/inbound.ts';
import { originalOf } from '../processes/outbox.ts';
import { declarationById } from '../projections/declarations.ts';
import { messagesOf, type Told } from '../projections/originals.ts';
import { sentMessage } from '../sent-message/sent-message.ts';

type Shown = Complete<DeclarationMessage> & { [field: string]: unknown };
type Query<Request, Reply> = Handler<Complete<Request>, Reply>;

async function told({ documents }: Runtime, tenant: string, id: string): Promise<readonly Told[]> {
  const found = await declarationById(documents, tenant, id);
  if (found === undefined) throw new RefusedError({ refused: 'DECLARATION_NOT_FOUND', data: { id } });
  return messagesOf(documents, tenant, id, found.invtNo);
}

/** What was sent for a declaration of the caller, and what came in about it. @throws RefusedError DECLARATION_NOT_FOUND */
export function listDeclarationMessages(
  runtime: Runtime,
): Query<ListDeclarationMessagesRequest, ListDeclarationMessagesReply> {
  return async ({ declarationId, page }, { caller }) => {
    const all = (await told(runtime, caller.tenant, declarationId)).map(({ message }, index) => {
      const document: Shown = message;
      return { tenant: caller.tenant, id: message.id, document, cursor: String(index) };
    });
    const { shown, nextCursor } = await paged<Shown>(page, async ({ limit, after }) => {
      const from = after === undefined ? 0 : Number(after) + 1;
      return all.slice(from, from + (limit ?? all.length));
    });
    return { messages: shown.map(({ document }) => document), nextCursor };
  };
}

/**
 * The exact bytes of one of them: evidence of what customs was told, and of what it said.
 * @throws RefusedError DECLARATION_NOT_FOUND, CUSTOMS_MESSAGE_NOT_FOUND, CUSTOMS_MESSAGE_NAMES_OTHERS
 */
export function getDeclarationMessage(
  runtime: Runtime,
): Query<GetDeclarationMessageRequest, DeclarationMessageOriginal> {
  return async ({ declarationId, messageId }, { caller }) => {
    const found = (await told(runtime, caller.tenant, declarationId)).find(({ message }) => message.id === messageId);
    if (found === undefined) throw new RefusedError({ refused: 'CUSTOMS_MESSAGE_NOT_FOUND', data: { id: messageId } });
    // Customs may answer several declarations at once, and they need not be of one merchant.
    if (!found.alone) throw new RefusedError({ refused: 'CUSTOMS_MESSAGE_NAMES_OTHERS', data: { id: messageId } });
    const original = await (found.message.direction === 'SENT' ? sent : received)(runtime, messageId);
    const sha256 = createHash('sha256').update(original).digest('hex');
    const xml = Buffer.from(unwrap(original).bytes).toString('utf8');
    return { message: { ...found.message, sha256, size: original.length }, original, xml };
  };
}

async function sent({ commands, vault }: Runtime, id: string): Promise<Uint8Array> {
  const { state } = await commands.load(sentMessage, outside, id);
  if (state === undefined) throw new Error(`message ${id} is listed and was never kept`);
  return originalOf(vault, id, state);
}

async function received({ commands, vault }: Runtime, id: string): Promise<Uint8Array> {
  const { state } = await commands.load(inbound, outside, id);
  if (state.raw === undefined) throw new Error(`message ${id} is listed and was never kept`);
  return vault.openBytes(outside, 'raw', state.raw);
}
