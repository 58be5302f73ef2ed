import { readFileSync } from 'node:fs';

/** What a process uses of the machine. */
export interface Usage {
  /** Seconds of processor time since it began. */
  readonly processor: number;
  /** MiB of memory that it holds. */
  readonly memory: number;
}

// Linux counts processor time in hundredths of a second wherever it runs.
const ticksPerSecond = 100;

/** @throws where there is no such process */
export function usageOf(pid: number | undefined): Usage {
  const [, user = '0', system = '0'] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(read(pid, 'stat')) ?? [];
  const [, kibibytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(read(pid, 'status')) ?? [];
  return { processor: (Number(user) + Number(system)) / ticksPerSecond, memory: Number(kibibytes) / 1024 };
}

function read(pid: number | undefined, what: 'stat' | 'status'): string {
  return readFileSync(`/proc/${pid}/${what}`, 'utf8');
}
