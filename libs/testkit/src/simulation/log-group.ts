/** Somebody who reads for a group. */
export interface Member {
  readonly topics: readonly string[];
  /** It reads this partition from now on. */
  assigned(topic: string, partition: number): void;
  /** It reads it no longer. */
  revoked(topic: string, partition: number): void;
  wake(topic: string, partition: number): void;
}

/** Those who share the partitions of some topics among them: each is read by one. */
export interface Group {
  join(member: Member, partitions: number): void;
  leave(member: Member): void;
  wake(topic: string, partition: number): void;
}

export function createGroup(): Group {
  const members: Member[] = [];
  const owners = new Map<string, { readonly topic: string; readonly partition: number; readonly member: Member }>();

  /** Deals the partitions out anew: whoever keeps one notices nothing. */
  function share(topics: readonly string[], partitions: number): void {
    for (const topic of topics) {
      for (let partition = 0; partition < partitions; partition++) {
        const key = `${topic}/${partition}`;
        const before = owners.get(key)?.member;
        const member = members[partition % members.length];
        if (before === member) continue;
        before?.revoked(topic, partition);
        if (member === undefined) owners.delete(key);
        else {
          owners.set(key, { topic, partition, member });
          member.assigned(topic, partition);
        }
      }
    }
  }

  const counted = new WeakMap<Member, number>();
  return {
    join(member, partitions) {
      members.push(member);
      counted.set(member, partitions);
      share(member.topics, partitions);
    },
    leave(member) {
      const at = members.indexOf(member);
      if (at < 0) return;
      members.splice(at, 1);
      share(member.topics, counted.get(member) ?? 0);
    },
    wake: (topic, partition) => owners.get(`${topic}/${partition}`)?.member.wake(topic, partition),
  };
}
