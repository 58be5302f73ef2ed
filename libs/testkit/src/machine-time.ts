/** The machine's own time, for tests on real servers. */
export const machineTime = {
  now: () => Date.now(),
  after(ms: number, callback: () => void) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Until it is so. @throws where it is not within `ms` */
export async function eventually(what: string, ms: number, look: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + ms;
  while (!(await look())) {
    if (Date.now() > until) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
