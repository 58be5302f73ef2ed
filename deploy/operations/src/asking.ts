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
