import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, readConfig, redacted, secret } from './config.ts';

const schema = z.object({
  PORTOLAN_TOLLS_SPREAD: z.coerce.number().min(0).default(5).meta({ description: 'basis points' }),
  PORTOLAN_TOLLS_API_KEY: secret(z.string().min(8)).default('local-key'),
  PORTOLAN_TOLLS_PORTS: z
    .string()
    .transform((text) => text.split(','))
    .default(['CNSZX']),
});
const read = (env: Record<string, string>) => readConfig(schema, env, 'PORTOLAN_TOLLS_', ['PORTOLAN_TOLLS_ADDRESS']);

describe('configuration', () => {
  it('has defaults, and takes an empty value as not set', () => {
    expect(read({ PORTOLAN_TOLLS_SPREAD: '' })).toEqual({
      PORTOLAN_TOLLS_SPREAD: 5,
      PORTOLAN_TOLLS_API_KEY: 'local-key',
      PORTOLAN_TOLLS_PORTS: ['CNSZX'],
    });
  });

  it('is frozen, all the way down', () => {
    const config = read({ PORTOLAN_TOLLS_PORTS: 'CNSZX,USLAX' });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.PORTOLAN_TOLLS_PORTS)).toBe(true);
  });

  it('refuses a key with our prefix that nobody knows, and leaves all others alone', () => {
    expect(() => read({ PORTOLAN_TOLLS_SPRAED: '7' })).toThrow(/PORTOLAN_TOLLS_SPRAED is no key of ours/);
    expect(() => read({ PORTOLAN_TOLLS_ADDRESS: 'a:1', PORTOLAN_DATA: 'x', PATH: '/bin' })).not.toThrow();
  });

  it('names every key that is wrong and how to set it, without its value', () => {
    let message = '';
    try {
      read({ PORTOLAN_TOLLS_SPREAD: 'lots', PORTOLAN_TOLLS_API_KEY: 'canary' });
    } catch (error) {
      if (error instanceof ConfigError) message = error.message;
    }
    expect(message).toContain('PORTOLAN_TOLLS_SPREAD=<basis points>');
    expect(message).toContain('PORTOLAN_TOLLS_API_KEY=<value>');
    expect(message).not.toContain('canary');
  });

  it('is printed without its secrets, also where a default wraps the mark', () => {
    expect(redacted(schema, read({ PORTOLAN_TOLLS_API_KEY: 'canary-canary' }))).toEqual({
      PORTOLAN_TOLLS_SPREAD: 5,
      PORTOLAN_TOLLS_API_KEY: '[secret]',
      PORTOLAN_TOLLS_PORTS: ['CNSZX'],
    });
  });
});
