import type { Ground } from './route.ts';

const lookAgainMs = 50;

/** Waits until there is something, at most `forMs`; lets go at once where the server goes down. */
export async function waitFor(ground: Ground, forMs: number, something: () => Promise<boolean>): Promise<void> {
  const until = ground.machine.now() + forMs;
  while (!ground.closing() && ground.machine.now() < until) {
    if (await something()) return;
    await new Promise<void>((resolve) => ground.machine.after(lookAgainMs, resolve));
  }
}
