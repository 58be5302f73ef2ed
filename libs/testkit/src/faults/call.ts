import { type Call, type Fault, type Faults, LostAnswer, Outage } from './faults.ts';

/**
 * Carries a call out as the script wants it. `unknown` makes the answer that stands for "nobody knows"; where the port
 * has none, LostAnswer is thrown.
 */
export async function carryOut<T>(
  faults: Faults,
  port: Call['port'],
  operation: string,
  args: readonly unknown[],
  work: () => Promise<T>,
  unknown?: () => T,
): Promise<T> {
  if (faults.hasCrashed) return faults.crash();
  const { call, fault } = faults.next(port, operation, args);
  return suffer(faults, call, fault, work, unknown);
}

/** The same where the script has been asked already. */
export async function suffer<T>(
  faults: Faults,
  call: Call,
  fault: Fault | undefined,
  work: () => Promise<T>,
  unknown?: () => T,
): Promise<T> {
  if (faults.hasCrashed) return faults.crash();
  const noAnswer = (): T => {
    if (!unknown) throw new LostAnswer(call);
    return unknown();
  };
  switch (fault) {
    case undefined:
      return answer(faults, work);
    case 'crash before':
      return faults.crash();
    case 'crash after':
      await work();
      return faults.crash();
    case 'lost':
      return noAnswer();
    case 'unknown':
      await work();
      return noAnswer();
    case 'fail':
      throw new Outage(call);
    case 'stall':
      await faults.released();
      return answer(faults, work);
    case 'twice':
      await work();
      return answer(faults, work);
    case 'late':
      faults.later(work);
      return noAnswer();
    case 'skip':
      throw new RangeError('only a delivery can be skipped');
  }
}

// A process that died while it waited for an answer never gets it.
async function answer<T>(faults: Faults, work: () => Promise<T>): Promise<T> {
  if (faults.hasCrashed) return faults.crash();
  try {
    const result = await work();
    return faults.hasCrashed ? faults.crash() : result;
  } catch (error) {
    if (faults.hasCrashed) return faults.crash();
    throw error;
  }
}

class Died extends Error {}

/** For what lives on when the process dies (a database, a broker): its caller is gone, which it sees as an error. */
export function untilCrash<T>(faults: Faults, work: Promise<T>): Promise<T> {
  const died = faults.crashed.then(() => {
    throw new Died('the process died');
  });
  died.catch(() => undefined);
  return Promise.race([work, died]);
}
