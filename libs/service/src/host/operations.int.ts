import { afterEach, describe, expect, it } from 'vitest';
import { command, poison, startTolls, TollsDefinition } from '../rig/tolls.ts';
import type { Trial } from '../rig/trial.ts';

let trial: Trial;
afterEach(() => trial.end());

const ask = async (path: string, init?: RequestInit) => {
  const answer = await fetch(`http://${trial.running.operations}${path}`, init);
  return { status: answer.status, text: await answer.text() };
};

/** Value of a line of /metrics. */
const figure = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length));
};

describe('the internal port of a service', () => {
  it('says whether it lives and whether it is ready, until the very end', async () => {
    const seen: number[] = [];
    const living = {
      name: 'slow',
      start: async () => {},
      stop: async () => void seen.push((await ask('/ready')).status, (await ask('/live')).status),
    };
    trial = await startTolls({ operationsPort: 0 }, [living]);
    expect(await ask('/live')).toEqual({ status: 200, text: '{"live":true,"troubles":[]}\n' });
    expect(await ask('/ready')).toEqual({ status: 200, text: '{"ready":true}\n' });
    await trial.running.stop();
    expect(seen).toEqual([503, 200]);
  });

  it('answers nothing else', async () => {
    trial = await startTolls({ operationsPort: 0 });
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/live', { method: 'POST' })).status).toBe(405);
  });

  it('shows what was called, decided, sent, taken and parked, and how the process is', async () => {
    trial = await startTolls({ operationsPort: 0 });
    const tolls = trial.client(TollsDefinition);
    await tolls.pay({ minor: 7n, currency: 'USD' }, command('c1'));
    await expect(tolls.pay({ minor: 1_000n, currency: 'USD' }, command('c2'))).rejects.toThrow();
    await tolls.pay({ minor: poison.minor, currency: 'USD' }, command('c3'));
    await trial.settled();
    const { text } = await ask('/metrics');
    const of = (name: string, labels = '') => figure(text, `${name}{${labels}service="tolls"}`);
    expect(of('portolan_commands_total', 'aggregate="toll",outcome="ok",')).toBe(2);
    expect(of('portolan_refusals_total', 'code="NOT_YET_VISIBLE",')).toBe(1);
    const pay = 'rpc_method="portolan.tolls.v1.Tolls/Pay",rpc_response_status_code';
    expect(of('rpc_server_call_duration_seconds_count', `${pay}="OK",`)).toBe(2);
    expect(of('rpc_server_call_duration_seconds_count', `${pay}="FAILED_PRECONDITION",`)).toBe(1);
    expect(of('messaging_client_sent_messages_total', 'messaging_destination_name="portolan.tolls.v1",')).toBe(2);
    expect(of('portolan_consumer_parked_keys', 'consumer="tolls.paid.v1",')).toBe(1);
    expect(of('portolan_projection_freshness_seconds_count', 'consumer="tolls.paid.v1",')).toBeGreaterThan(0);
    expect(of('portolan_outbox_oldest_unsent_seconds')).toBe(0);
    expect(of('portolan_timers_open')).toBe(1);
    expect(of('portolan_leader')).toBe(1);
    expect(of('process_memory_usage_bytes')).toBeGreaterThan(10_000_000);
    expect(of('nodejs_eventloop_delay_p99_seconds')).toBeLessThan(5);
  });

  it('knows neither tenants nor streams nor ids', async () => {
    trial = await startTolls({ operationsPort: 0 });
    const { stream, id } = await trial
      .client(TollsDefinition)
      .pay({ minor: 7n, currency: 'USD' }, { ...command('canary'), correlation: 'canary', tenant: 'canary' });
    await trial.settled();
    const { text } = await ask('/metrics');
    for (const secret of ['canary', stream, id]) expect(text).not.toContain(secret);
  });

  it('does not exist where nobody asks for it', async () => {
    trial = await startTolls();
    expect(trial.running.operations).toBeUndefined();
  });
});
