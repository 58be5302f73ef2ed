import { type Api, type Json, listAt, ok } from '../story/api.ts';

/** What the checker of a running suite has found. */
export async function breachesOf(operations: Api, query: string): Promise<readonly Json[]> {
  return listAt(ok(await operations.get(`/v1/operations/breaches?${query}`), 'the breaches'), 'breaches');
}

/** The same as soon as there are more than were known. @throws Error where it finds none in 20 seconds */
export async function newBreaches(operations: Api, query: string, known = 0): Promise<readonly Json[]> {
  for (const giveUpAt = Date.now() + 20_000; Date.now() < giveUpAt; ) {
    const breaches = await breachesOf(operations, query);
    if (breaches.length > known) return breaches;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no breach was found: ${query}`);
}
