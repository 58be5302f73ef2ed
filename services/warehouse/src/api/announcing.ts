import type { WarehouseRefusal } from '@portolan/contracts';
import { madeId, refuse } from '@portolan/eventsourcing';
import { type Call, RefusedError, type Runtime } from '@portolan/service';
import type { Aggregates } from '../aggregates.ts';
import type { AnnouncementEvent } from '../announcement/announcement.ts';

/** Tells the operator of a warehouse of something that is another tenant's. */
export async function announce(
  runtime: Runtime,
  all: Aggregates,
  { context }: Call,
  operator: string | undefined,
  id: string,
  announced: AnnouncementEvent,
): Promise<void> {
  const telling = { ...context, tenant: operator ?? '', requestHash: '' };
  const commandId = madeId('command', context.commandId, 'announce');
  await runtime.commands.execute(all.announcement, id, { type: 'Announce', announced }, { ...telling, commandId });
}

/**
 * Whose parcel or return it is that an operator calls about. Not from a projection: an operator's stream says it at
 * once.
 * @throws RefusedError where it was not announced to the caller
 */
export async function announcedTo(
  runtime: Runtime,
  all: Aggregates,
  { caller }: Call,
  code: Extract<WarehouseRefusal, 'PARCEL_NOT_FOUND' | 'RETURN_NOT_FOUND'>,
  data: Readonly<Record<string, string>>,
) {
  const { state } = await runtime.commands.load(all.announcement, caller.tenant, Object.values(data)[0] ?? '');
  if (caller.role !== 'zone_operator' || state.owner === '') throw new RefusedError(refuse(code, data));
  return state;
}
