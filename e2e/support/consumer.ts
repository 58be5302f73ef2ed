import { type Api, listAt, ok, textAt } from '../story/api.ts';

/** Creates a named consumer as an integrator would; done again, it changes nothing. */
export async function createConsumer(baseUrl: string, key: string, name: string, body: object = {}): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(`${baseUrl}/v1/consumers/${name}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (answer.status !== 200) throw new Error(`consumer ${name}: ${answer.status} ${await answer.text()}`);
}

/** What a consumer's own database holds: it outlives the consumer's process. */
export interface Books {
  /** Number → id of the event whose work was done. */
  readonly done: Map<number, string>;
  /** Events that were read again after a kill and recognised. */
  repeated: number;
}

/** Where a consumer's process is killed in a turn; `lives`: nowhere. */
export type Fate = 'before its work' | 'before its acknowledgement' | 'before the answer' | 'lives';

/**
 * One turn of a consumer's process: reads what follows its acknowledgement, does the work, acknowledges. It remembers
 * nothing but its books. Answers how many events it was given.
 */
export async function turn(api: Api, name: string, limit: number, books: Books, fate: Fate): Promise<number> {
  const page = ok(await api.get(`/v1/consumers/${name}/events?limit=${limit}`), 'the events of a consumer');
  const events = listAt(page, 'events');
  if (fate === 'before its work') return events.length;
  for (const event of events) {
    const number = Number(textAt(event, 'sequence'));
    if (books.done.has(number)) books.repeated += 1;
    else if (number !== books.done.size + 1) throw new Error(`after ${books.done.size} events came number ${number}`);
    else books.done.set(number, textAt(event, 'id'));
  }
  if (fate === 'before its acknowledgement') return events.length;
  const acknowledged = api.post(`/v1/consumers/${name}/acknowledgements`, { through: textAt(page, 'through') }, name);
  const answer = await acknowledged;
  if (fate === 'lives') ok(answer, 'the acknowledgement');
  return events.length;
}
