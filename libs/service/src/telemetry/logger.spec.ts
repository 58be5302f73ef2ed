import { describe, expect, it } from 'vitest';
import { createLogger, withFields } from './logger.ts';

const canary = 'Zhang-Canary-San';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger({ service: 'tolls', level: 'debug', destination: { write: (line) => (text += line) } }));
  return text;
}

describe('the logger', () => {
  it('writes JSON lines with service, level, time and amounts', () => {
    const line = JSON.parse(logged((logger) => logger.info({ amount: { minor: 12n, currency: 'USD' } }, 'paid')));
    expect(line).toMatchObject({
      service: 'tolls',
      level: 'info',
      msg: 'paid',
      amount: { minor: '12', currency: 'USD' },
    });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it.each([
    ['a person', { buyer: { name: canary } }],
    ['a person without a role', { order: { who: { name: canary, phone: '1', email: 'x', address: {} } } }],
    ['an address', { shipment: { lines: [{ address: { lines: [canary], city: canary } }] } }],
    ['a bare phone', { phone: canary }],
    ['a header', { headers: { authorization: canary, 'x-api-key': canary } }],
    ['a raw message', { raw: canary, body: canary, payload: Buffer.from(canary) }],
    ['bytes anywhere', { list: [Buffer.from(canary)] }],
    ['a key', { apiKey: canary, api_key: canary, secret: canary }],
    ['an error that carries one', { err: Object.assign(new Error('failed'), { request: { receiver: canary } }) }],
    ['the cause of an error', { err: new Error('a', { cause: Object.assign(new Error('b'), { email: canary }) }) }],
    ['something deep', { a: { b: { c: { d: { email: canary } } } } }],
  ])('never writes %s', (_what, fields) => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      const text = logged((logger) => withFields(logger, fields)[level](fields, 'something happened'));
      expect(text).toContain('something happened');
      expect(text).not.toContain(canary);
      expect(text).not.toContain(Buffer.from(canary).toString('base64'));
    }
  });

  it('keeps what an error says, and its cause', () => {
    const line = JSON.parse(
      logged((logger) => logger.error({ err: new Error('no', { cause: new Error('why') }) }, 'x')),
    );
    expect(line.err).toMatchObject({ type: 'Error', message: 'no', cause: { message: 'why' } });
    expect(line.err.stack).toContain('logger.spec');
  });

  it('keeps the names of things that are no persons', () => {
    expect(logged((logger) => logger.info({ name: 'customs.list.v1' }, 'x'))).toContain('customs.list.v1');
  });
});
