import { isFree } from '@portolan/servers/ports';

// Below the ports that a system gives to outgoing connections, any of which could take one before it is listened on.
const [first, count] = [15_000, 15_000];
let tried = (process.pid * 41) % count;

/** A port that nobody uses at this moment, and that no other call of this process is given. */
export async function freePort(): Promise<number> {
  for (let attempts = 0; attempts < 200; attempts++) {
    tried = (tried + 1) % count;
    if (await isFree(first + tried)) return first + tried;
  }
  throw new Error('no port is free');
}
