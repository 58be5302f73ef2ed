import type { Complete } from '@portolan/contracts';
import { OperationsDefinition, type StatusReply } from '@portolan/contracts/engine/v1/operations';
import { connect, createActivity, machineClock } from '@portolan/service';

/** How far everybody is behind, as the services say themselves. */
export interface Standing {
  /** Positions that consumers have still to read, all of them together. */
  readonly lag: number;
  readonly parked: number;
  /** Sentences about what is not at rest: empty where everything is. */
  readonly left: readonly string[];
}

const caller = { tenant: 'portolan', role: 'service' };

/** Asks every service where its shards, its relay and its consumers stand. @throws Outage where one does not answer */
export async function standing(addresses: ReadonlyMap<string, string>): Promise<Standing> {
  const replies = await Promise.all([...addresses.values()].map(statusOf));
  const heads = new Map<string, number>();
  for (const { service, shards } of replies)
    for (const { shard, position } of shards) heads.set(`${service}/${shard}`, Number(position));
  const all = replies.map((reply) => ofOne(reply, heads));
  return {
    lag: all.reduce((sum, { lag }) => sum + lag, 0),
    parked: all.reduce((sum, { parked }) => sum + parked, 0),
    left: all.flatMap(({ left }) => left),
  };
}

function ofOne(reply: Complete<StatusReply>, heads: ReadonlyMap<string, number>): Standing {
  const left: string[] = [];
  let lag = 0;
  const parkedKeys = reply.consumers.reduce((sum, { parkedKeys: keys }) => sum + Number(keys), 0);
  const parked = parkedKeys + Number(reply.requestsParked) + Number(reply.timersParked);
  for (const { name, readings } of reply.consumers) {
    const behind = readings.reduce(
      (sum, { service, shard, position }) => sum + (heads.get(`${service}/${shard}`) ?? 0) - Number(position),
      0,
    );
    if (behind > 0) left.push(`${name} has ${behind} events to read`);
    lag += behind;
  }
  const unsent = reply.shards.reduce((sum, { position, published }) => sum + Number(position) - Number(published), 0);
  if (unsent > 0 || reply.oldestUnsentMs > 0n) left.push(`${reply.service} has events to send`);
  if (reply.requestsOpen > 0n) left.push(`${reply.service} has ${reply.requestsOpen} requests open`);
  if (parked > 0) left.push(`${reply.service} has ${parked} parked`);
  return { lag: lag + unsent, parked, left };
}

async function statusOf(address: string): Promise<Complete<StatusReply>> {
  const machine = machineClock();
  const { client, close } = connect(OperationsDefinition, address, { machine, activity: createActivity(machine) });
  try {
    return await client.status({}, caller);
  } finally {
    close();
  }
}
