import { createHash } from 'node:crypto';
import { type Complete, outside } from '@portolan/contracts';
import type { CommandReply, Flaw, Sealed } from '@portolan/contracts/common/v1/types';
import type { Aggregate } from '@portolan/engine';
import { type DomainEvent, madeId } from '@portolan/eventsourcing';
import type { Call, Runtime } from '../definition.ts';
import { answered, RefusedError } from '../grpc/errors.ts';

/** What every aggregate that keeps messages knows: the first flaw of one that nobody could read. */
interface Kept {
  readonly flaw: Flaw | undefined;
}

/** Bytes that came from outside, and what records them. */
interface Message<Command> {
  readonly body: Uint8Array;
  /** What its id is made of beside its bytes. */
  readonly from?: string;
  /** The command that keeps it, readable or not; `raw` is the sealed body. Asked for once per content. */
  command(messageId: string, raw: Complete<Sealed>): Command | Promise<Command>;
}

/**
 * Keeps a message from outside, sealed, once per content: the same bytes again are the same message and change nothing.
 * @throws RefusedError INVALID_MESSAGE with field and reason where nobody can read it; it is kept all the same
 */
export async function receive<State extends Kept, Command, Event extends DomainEvent>(
  { commands, vault }: Pick<Runtime, 'commands' | 'vault'>,
  aggregate: Aggregate<State, Command, Event, never>,
  { body, from, command }: Message<Command>,
  call: Call,
): Promise<CommandReply> {
  const sha256 = createHash('sha256').update(body).digest('hex');
  const messageId = from === undefined ? madeId('message', sha256) : madeId('message', from, sha256);
  const known = await commands.load(aggregate, outside, messageId);
  if (known.version === 0) {
    const raw = await vault.sealBytes(outside, messageId, 'raw', body);
    const context = { ...call.context, tenant: outside };
    answered(await commands.execute(aggregate, messageId, await command(messageId, raw), context), messageId);
  }
  const { state, version } = await commands.load(aggregate, outside, messageId);
  if (state.flaw !== undefined) {
    const { field, reason } = state.flaw;
    throw new RefusedError({ refused: 'INVALID_MESSAGE', data: { field, reason, messageId } });
  }
  return { id: messageId, stream: `${outside}/${aggregate.name}/${messageId}`, version: BigInt(version) };
}
