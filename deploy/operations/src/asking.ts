import { createConnection } from 'node:net';
import { HistoryDefinition } from '@portolan/contracts/engine/v1/history';
import { OperationsDefinition } from '@portolan/contracts/engine/v1/operations';
import { type Caller, connect, createActivity, machineClock, type ServiceClient } from '@portolan/service';
import type { Place } from './places.ts';

/** The tools of operators ask as a service of the suite does. */
export const operator: Caller = { tenant: 'portolan', role: 'service' };

/** A service that can be asked. */
export interface Asked extends Place {
  readonly operationsOf: ServiceClient<typeof OperationsDefinition>;
  readonly historyOf: ServiceClient<typeof HistoryDefinition>;
}

/**
 * Does anything listen there? A call waits for who is away, since away is mostly a moment; whoever stands before a
 * suite that is down wants to hear so at once.
 */
export function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = createConnection({ host: hostname, port: Number(port), timeout: 2_000 });
  return new Promise((resolve) => {
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

/** Connects to all of them for as long as the work takes. */
export async function asking<T>(
  places: readonly Place[],
  work: (asked: readonly Asked[]) => Promise<T>,
  deadlineMs = 5_000,
): Promise<T> {
  const machine = machineClock();
  const parts = { machine, activity: createActivity(machine), deadlineMs };
  const open = places.map((place) => ({
    place,
    operations: connect(OperationsDefinition, place.address, parts),
    history: connect(HistoryDefinition, place.address, parts),
  }));
  try {
    return await work(
      open.map(({ place, operations, history }) => ({
        ...place,
        operationsOf: operations.client,
        historyOf: history.client,
      })),
    );
  } finally {
    for (const { operations, history } of open) {
      operations.close();
      history.close();
    }
  }
}
