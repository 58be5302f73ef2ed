/** A partition as it was given to a member. */
export interface Assignment {
  /** Something was appended. */
  wake(): void;
  /** Another member reads it from now on, or nobody. */
  revoke(): void;
}

/** Somebody who reads for a group. */
export interface Member {
  readonly topics: readonly string[];
  /** It reads this partition from now on. */
  assigned(topic: string, partition: number): Assignment;
}

/** Those who share the partitions of some topics among them: each is read by one. */
export interface Group {
  join(member: Member, partitions: number): void;
  leave(member: Member): void;
  wake(topic: string, partition: number): void;
}

interface Owned {
  readonly member: Member;
  readonly assignment: Assignment;
}

export function createGroup(): Group {
  const members: Member[] = [];
  const owners = new Map<string, (Owned | undefined)[]>();

  /** Deals the partitions out anew: whoever keeps one notices nothing. */
  function share(topics: readonly string[], partitions: number): void {
    for (const topic of topics) {
      const owned = owners.get(topic) ?? [];
      owners.set(topic, owned);
      for (let partition = 0; partition < partitions; partition++) {
        const before = owned[partition];
        const member = members[partition % members.length];
        if (before?.member === member) continue;
        before?.assignment.revoke();
        owned[partition] = member && { member, assignment: member.assigned(topic, partition) };
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
    wake: (topic, partition) => owners.get(topic)?.[partition]?.assignment.wake(),
  };
}
