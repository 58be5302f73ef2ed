import type { ServiceProcess } from './child.ts';

/** Starts again what died, each with a back-off of its own, as a cluster would. */
export interface Supervisor {
  /** @param how it ended: the signal or the code */
  startAgain(process: ServiceProcess, how: string): void;
  /** To be closed at the end. */
  closing(close: () => void): void;
  /** Nothing is started any more. */
  end(): void;
}

const pauseMs = { first: 250, longest: 10_000 };
/** Whoever ran for so long begins with the first pause again. */
const forgivenAfterMs = 30_000;

/** @param tell what it does, in words for whoever looks on */
export function supervisor(tell: (line: string) => void = () => {}): Supervisor {
  const open: (() => void)[] = [];
  const pauses = new Map<string, { readonly ms: number; readonly at: number }>();
  let ended = false;

  async function startLater(process: ServiceProcess, how: string): Promise<void> {
    const before = pauses.get(process.name);
    const again = before !== undefined && Date.now() - before.at < forgivenAfterMs;
    const ms = again ? Math.min(before.ms * 2, pauseMs.longest) : pauseMs.first;
    tell(`${process.name} ended (${how}); it is started again in ${ms / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    pauses.set(process.name, { ms, at: Date.now() });
    if (ended) return;
    await process.start();
    tell(`${process.name} is ready again (process ${process.pid() ?? '-'})`);
  }

  return {
    startAgain(process, how) {
      // One that ends while it starts is seen to die once more: then it is tried again from there.
      startLater(process, how).catch(() => undefined);
    },
    closing: (close) => void open.push(close),
    end() {
      ended = true;
      for (const close of open) close();
    },
  };
}
