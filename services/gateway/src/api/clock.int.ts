import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayUnderTest } from '../rig/gateway-under-test.ts';

const at = '2026-03-02T01:00:00.000Z';
let now = at;
let speed = 8_640;
const testClock = {
  now: () => now,
  speed: () => speed,
  setSpeed: async (next: number) => {
    speed = next;
  },
  settle: async () => undefined,
  step: async () => ({ now, moved: false }),
  advance: async (until: string) => {
    now = until;
    return { now, moved: true };
  },
  leap: async (until: string) => {
    now = until;
    return { now, moved: true };
  },
};
let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
let machine: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest({ testClock });
  machine = await gatewayUnderTest();
});
afterAll(() => Promise.all([gateway.stop(), machine.stop()]));

const move = (body: object, language = 'en') =>
  gateway.ask({
    method: 'POST',
    path: '/v1/test/clock',
    as: 'operator',
    body,
    headers: { 'accept-language': language },
  });

describe('the clock', () => {
  it('shows its mode and speed, with a clock of its own or without', async () => {
    expect((await gateway.ask({ path: '/v1/clock', as: 'operator' })).json).toEqual({
      now: at,
      mode: 'running',
      speed: 8_640,
    });
    expect((await machine.ask({ path: '/v1/clock', as: 'operator' })).json).toEqual({
      now: at,
      mode: 'machine',
      speed: 1,
    });
  });

  it('is frozen, advanced by a duration or to an instant, leaps, and is given a speed', async () => {
    expect((await move({ freeze: true })).json).toEqual({ now: at, mode: 'frozen', speed: 0, moved: false });
    expect((await move({ advance: 'PT36H' })).json).toMatchObject({ now: '2026-03-03T13:00:00.000Z', moved: true });
    expect((await move({ advance: '2026-03-05T09:00:00+08:00' })).json).toMatchObject({
      now: '2026-03-05T01:00:00.000Z',
    });
    expect((await move({ leap: 'PT6H' })).json).toMatchObject({ now: '2026-03-05T07:00:00.000Z', moved: true });
    expect((await move({ speed: 60 })).json).toMatchObject({ mode: 'running', speed: 60 });
  });

  it.each([
    [{}, 'body', 'CLOCK_ONE_MOVE'],
    [{ step: true, freeze: true }, 'body', 'CLOCK_ONE_MOVE'],
    [{ freeze: false }, 'freeze', 'NOT_ONE_OF'],
    [{ speed: 0 }, 'speed', 'SPEED_RANGE'],
    [{ speed: 1.5 }, 'speed', 'SPEED_RANGE'],
    [{ speed: 1_000_001 }, 'speed', 'SPEED_RANGE'],
    [{ advance: 'tomorrow' }, 'advance', 'ADVANCE_SHAPE'],
    [{ advance: 'P1M' }, 'advance', 'ADVANCE_SHAPE'],
    [{ advance: '2026-02-30T00:00:00Z' }, 'advance', 'ADVANCE_SHAPE'],
    [{ advance: 'P367D' }, 'advance', 'ADVANCE_RANGE'],
  ])('refuses %j', async (body, field, flaw) => {
    const answer = await move(body);
    const { code, fields } = answer.json as unknown as { code: string; fields: { field: string; code: string }[] };
    expect([answer.status, code, fields[0]?.field, fields[0]?.code]).toEqual([422, 'INVALID_REQUEST', field, flaw]);
  });

  it('never goes back, and says so in the language of who asks', async () => {
    for (const language of ['en', 'zh']) {
      const { status, json } = await move({ advance: at }, language);
      expect([status, json.code, json.field]).toEqual([409, 'CLOCK_NEVER_BACK', 'advance']);
      expect(json.detail).toMatch(language === 'zh' ? /套件当前时间为/ : /does not go back to 2026-03-02/);
    }
  });
});
