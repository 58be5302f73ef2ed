import type { Complete } from '@portolan/contracts';
import type { ActivityReply } from '@portolan/contracts/engine/v1/operations';

/** What a process last said of itself; undefined where it did not answer. */
export type Said = Complete<ActivityReply> | undefined;

export interface Unrest {
  /** Of the process that has to do something before all can be at rest. */
  readonly process: string;
  /** In words, for whoever waits in vain. */
  readonly why: string;
}

/**
 * What keeps a suite of processes from being at rest, by what each said last: everybody must have answered that it is
 * idle, and every consumer must have read every shard up to its last position, which the log has acknowledged.
 * @param time business time that everybody must have reached; '' where it runs
 */
export function unrestOf(said: ReadonlyMap<string, Said>, time: string): readonly Unrest[] {
  const found: Unrest[] = [];
  const ends = new Map<string, bigint>();
  for (const [process, reply] of said) {
    if (reply === undefined) found.push({ process, why: `${process} does not answer` });
    else if (!reply.idle) found.push({ process, why: `${process} is at work` });
    else if (reply.now < time) found.push({ process, why: `${process} stands at ${reply.now}` });
    for (const { shard, position, published } of reply?.shards ?? []) {
      ends.set(`${process}/${shard}`, position);
      if (published === position) continue;
      found.push({ process, why: `${process} has published shard ${shard} up to ${published} of ${position}` });
    }
  }
  for (const [process, reply] of said) {
    for (const { name, readings } of reply?.consumers ?? []) {
      for (const { service, shard, position } of readings) {
        const end = ends.get(`${service}/${shard}`);
        if (position === end) continue;
        const why = `${name} has read ${service}/${shard} up to ${position} of ${end ?? 'an unknown number'}`;
        // Who has read further than its owner last said was told of something newer: then the owner is to say more.
        found.push({ process: end === undefined || position > end ? service : process, why });
      }
    }
  }
  return found;
}

/** Two equal ones mean that nothing was begun or written between. */
export function traceOf(said: ReadonlyMap<string, Said>): string {
  return [...said]
    .map(([process, reply]) => {
      const positions = reply?.shards.map(({ position }) => position).join(',');
      return `${process} ${reply?.begun} ${reply?.now} ${positions}`;
    })
    .join('\n');
}
