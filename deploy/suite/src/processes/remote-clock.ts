import type { Suite } from '../suite.ts';

/** How long the gateway may be down or wait for somebody who is. */
const patienceMs = 120_000;

/** The clock of all processes, moved over REST. One that does not answer for a while may be starting anew. */
export function clockOver(gatewayUrl: string, key: string): Pick<Suite, 'settle' | 'step'> {
  async function move(what: 'settle' | 'step'): Promise<{ readonly now: string; readonly moved: boolean }> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      try {
        return await ask(what);
      } catch (error) {
        if (Date.now() > giveUpAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async function ask(what: 'settle' | 'step'): Promise<{ readonly now: string; readonly moved: boolean }> {
    const response = await fetch(`${gatewayUrl}/v1/test/clock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ [what]: true }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the clock answered ${response.status}: ${text}`);
    return JSON.parse(text) as { now: string; moved: boolean };
  }

  return { settle: async () => void (await move('settle')), step: () => move('step') };
}
