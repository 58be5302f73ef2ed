import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@portolan/servers';
import { serviceNames } from '@portolan/service';
import { type Suite, startSuite } from '@portolan/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command, startTolls, TollsDefinition } from '../../../libs/service/src/rig/tolls.ts';
import { nobodysAddresses, tool as run } from './rig/tool.ts';

let data: string;
let suite: Suite;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'operated-'));
  const [gatewayPort, sandboxPort] = [await freePort(), await freePort()];
  suite = await startSuite({ data, seed: 'operated', clock: 'step', gatewayPort, sandboxPort, figures: true });
});
afterAll(async () => {
  await suite?.stop();
  rmSync(data, { recursive: true });
});

/** Runs a tool on the suite of this test. */
const tool = (file: string, env: Readonly<Record<string, string>> = {}) => run(file, { DATA: data, ...env });

describe('the tools of operators', () => {
  it('show how every service of a running suite gets on, and where it listens', async () => {
    const { code, said } = await tool('status.ts');
    expect(code, said).toBe(0);
    expect(said).toContain('All is well.');
    for (const service of serviceNames) {
      expect(said).toMatch(new RegExp(`^${service} +127\\.0\\.0\\.1:\\d+ +yes `, 'm'));
      expect(said).toMatch(new RegExp(`^${service} +127\\.0\\.0\\.1:\\d+ +http://127\\.0\\.0\\.1:\\d+$`, 'm'));
    }
  });

  it('say the same to programs', async () => {
    const { code, said } = await tool('status.ts', { JSON: '1' });
    const { well, services } = JSON.parse(said) as { well: boolean; services: Record<string, unknown>[] };
    expect([code, well, services.length]).toEqual([0, true, serviceNames.length]);
    expect(services[0]).toMatchObject({ service: 'orders', ready: true, leads: true, lag: 0, parked: 0 });
  });

  it('say in Chinese what they say in English', async () => {
    const { code, said } = await tool('parked.ts', { LANGUAGE: 'zh_CN:zh' });
    expect([code, said.trim()]).toEqual([0, '没有被搁置的事项。']);
  });

  it('refuse to build anew what is a record, or is not there, and name what can be', async () => {
    const { code, said } = await tool('rebuild.ts', { PROJECTION: 'gateway.feed.v1 fx.nothing.v1' });
    expect(code, said).toBe(2);
    for (const words of [
      'is a record',
      'there is no projection fx.nothing.v1',
      '  fx.accounts.v1\n',
      '  gateway.timeline.v1\n',
    ])
      expect(said).toContain(words);
    expect(said).not.toContain('  gateway.feed.v1\n');
  }, 60_000);

  it('say what to do where nothing is parked under a key, or nobody answers', async () => {
    const unknown = await tool('parked.ts', { SHOW: 'acme/order/1' });
    expect(unknown).toEqual({ code: 2, said: 'Nothing is parked under acme/order/1. make parked lists what is.\n' });
    const elsewhere = { DATA: join(data, 'nowhere'), ...nobodysAddresses };
    expect(await tool('parked.ts', elsewhere)).toMatchObject({ code: 2, said: expect.stringContaining('make up') });
    const { code, said } = await tool('status.ts', elsewhere);
    expect(code).toBe(2);
    expect(said).toContain('orders does not answer at 127.0.0.1:1.');
  }, 60_000);
});

describe('the alerts', () => {
  it('name only figures that services export, and each has its runbook', async () => {
    const places = JSON.parse(readFileSync(join(data, 'processes.json'), 'utf8')) as Record<string, Port>;
    const texts = Object.values(places).map(async ({ operationsPort }) =>
      (await fetch(`http://127.0.0.1:${operationsPort}/metrics`)).text(),
    );
    const declared = [...(await Promise.all(texts)), await afterAnEvent()].flatMap((text) => [
      ...text.matchAll(/^# TYPE (\S+) (\S+)/gm),
    ]);
    const exported = new Set(
      declared.flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
      ),
    );
    const runbooks = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    for (const { alert, expr } of rules()) {
      const named = expr.match(/\b(?:portolan|rpc|messaging|nodejs|process|v8js)_\w+(?=[{[)\s])/g) ?? [];
      const figures = named.filter((name) => !name.startsWith('messaging_consumer_group'));
      expect(figures, alert).not.toEqual([]);
      for (const name of figures.filter((each) => !rpcLabels.has(each))) expect([...exported], alert).toContain(name);
      expect(runbooks, `${alert} has no runbook`).toContain(`| ${alert} |`);
    }
  });
});

/** Figures of a service that has done something: what was never measured is not shown. */
async function afterAnEvent(): Promise<string> {
  const tolls = await startTolls({ operationsPort: 0 });
  try {
    await tolls.client(TollsDefinition).pay({ minor: 7n, currency: 'USD' }, command('c1'));
    await tolls.settled();
    return await (await fetch(`http://${tolls.running.operations}/metrics`)).text();
  } finally {
    await tolls.end();
  }
}

type Port = { readonly operationsPort: number };
type Rule = { readonly alert: string; readonly expr: string };

const rpcLabels = new Set(['rpc_response_status_code', 'rpc_method']);

function rules(): readonly Rule[] {
  const file = join(import.meta.dirname, '../../alerts.yaml');
  const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] };
  return groups.flatMap((group) => group.rules);
}
