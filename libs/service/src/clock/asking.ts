import { OperationsDefinition } from '@portolan/contracts/engine/v1/operations';
import type { Activity, MachineClock } from '@portolan/engine';
import type { Caller } from '../definition.ts';
import { createClients } from '../grpc/client.ts';
import { serviceNames } from '../host/local.ts';
import type { Ask } from './across.ts';

// Whoever asks what is under way is not under way itself.
const uncounted: Activity = { run: (work) => work(), watch: () => () => {} };
const as: Caller = { tenant: 'portolan', role: 'service' };
const answersWithinMs = 5_000;

/** How the processes of a suite are asked for their activity over gRPC, by service. */
export function askers(parts: {
  readonly machine: MachineClock;
  resolve(service: string): string;
}): Readonly<Record<string, Ask>> {
  const { client } = createClients(parts.resolve, {
    machine: parts.machine,
    activity: uncounted,
    deadlineMs: answersWithinMs,
  });
  return Object.fromEntries(
    serviceNames.map((name): [string, Ask] => {
      const operations = client(name, OperationsDefinition);
      return [name, (request) => operations.activity(request, as)];
    }),
  );
}
