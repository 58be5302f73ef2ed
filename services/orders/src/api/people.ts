import type { Complete } from '@portolan/contracts';
import { type OpenPersonReply, type OpenPersonRequest, PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import { type Caller, Forgotten, openPerson, RefusedError, type Runtime, serve, servicesOnly } from '@portolan/service';

/** Opens people's data for adapters of other services: who asked and why is logged, the datum never. */
export const peopleApi = (runtime: Runtime) =>
  serve(PeopleDefinition, { openPerson: (request, call) => open(runtime, request, call.caller) });

/** @throws RefusedError SERVICES_ONLY, PERSON_FORGOTTEN */
export async function open(
  { vault, log }: Pick<Runtime, 'vault' | 'log'>,
  { person, purpose }: Complete<OpenPersonRequest>,
  caller: Caller,
): Promise<OpenPersonReply> {
  servicesOnly({ caller });
  const { tenant } = caller;
  const { subject } = person.name;
  try {
    const opened = await openPerson(vault, tenant, person);
    log.info({ tenant, subject, purpose }, "a person's data was opened");
    return { person: opened };
  } catch (error) {
    if (!(error instanceof Forgotten)) throw error;
    throw new RefusedError({ refused: 'PERSON_FORGOTTEN', data: { subject } });
  }
}
