import { type Api, holdsOf, type Json, ok, textAt } from './api.ts';

/** How a story passes time: waits until nothing is under way, and moves on to the next deadline of the whole suite. */
export interface Time {
  settle(): Promise<void>;
  /** Waits until nothing is under way, jumps to the next deadline, waits again. */
  step(): Promise<{ readonly now: string; readonly moved: boolean }>;
}

/** Does whatever waits for this person now; true where something was done. */
export type Worker = () => Promise<boolean>;

/** Lets people work and time pass until `done`. Time moves only when nobody has anything to do. */
export async function carry(done: () => Promise<boolean>, workers: readonly Worker[], time: Time): Promise<void> {
  let stood = 0;
  for (let moves = 0; moves < 3_000; moves++) {
    await time.settle();
    if (await done()) return;
    let worked = false;
    for (const work of workers) worked = (await work()) || worked;
    if (worked) continue;
    const { moved } = await time.step();
    stood = moved ? 0 : stood + 1;
    // Killed in the middle of a step, the suite does what was due before it answers: then time itself has not moved.
    if (stood > 1) throw new Error('it is not done, and nothing is going to happen');
  }
  throw new Error('it did not come to its end');
}

/** An order's state, and the hold that it stands on ('' where none). */
export async function standing(api: Api, orderId: string): Promise<{ state: string; hold: string; order: Json }> {
  const order = ok(await api.get(`/v1/orders/${orderId}`), 'the order');
  const holds = await holdsOf(api, orderId);
  return { state: textAt(order, 'state'), hold: textAt(holds[0], 'code'), order };
}

/** True once nothing more is going to happen to an order. */
export async function completed(api: Api, orderId: string): Promise<boolean> {
  return textAt(ok(await api.get(`/v1/orders/${orderId}`), 'the order'), 'completed') === 'true';
}

/** Carries an order until it stands on this hold, and answers the hold. */
export async function untilHeld(
  api: Api,
  orderId: string,
  code: string,
  workers: readonly Worker[],
  time: Time,
): Promise<Json> {
  let holds: readonly Json[] = [];
  const find = () => holds.find((hold) => textAt(hold, 'code') === code);
  const done = async () => {
    holds = await holdsOf(api, orderId);
    return find() !== undefined;
  };
  try {
    await carry(done, workers, time);
  } catch (error) {
    const stands = holds.map((hold) => `${textAt(hold, 'code')}: ${textAt(hold, 'text')}`).join('; ');
    throw new Error(`the order was to be held on ${code}, and stands on ${stands || 'nothing'}`, { cause: error });
  }
  return find();
}
