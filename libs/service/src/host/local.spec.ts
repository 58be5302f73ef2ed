import { describe, expect, it } from 'vitest';
import { readConfig, redacted } from '../config/config.ts';
import { hostSchema, operationsPortOf, serviceNames } from './local.ts';

const read = (env: Readonly<Record<string, string>>) => readConfig(hostSchema, env, undefined);
const servers = {
  PORTOLAN_ENGINE: 'distributed',
  PORTOLAN_MONGO_URL: 'mongodb://user:canary@mongo:27017/?replicaSet=rs0',
  PORTOLAN_KAFKA_BROKERS: 'kafka-0:9092, kafka-1:9092',
};

describe('what a host is told', () => {
  it('is the embedded engine where nothing is said', () => {
    expect(read({})).toMatchObject({ PORTOLAN_ENGINE: 'embedded', PORTOLAN_PREFIX: 'portolan', PORTOLAN_SHARDS: 8 });
  });

  it('names brokers with commas between, and keeps the way into the database to itself', () => {
    const config = read(servers);
    expect(config.PORTOLAN_KAFKA_BROKERS).toEqual(['kafka-0:9092', 'kafka-1:9092']);
    expect(JSON.stringify(redacted(hostSchema, config))).not.toContain('canary');
  });

  it.each([
    ['PORTOLAN_MONGO_URL', { ...servers, PORTOLAN_MONGO_URL: '' }, 'is needed where PORTOLAN_ENGINE=distributed'],
    [
      'PORTOLAN_KAFKA_BROKERS',
      { ...servers, PORTOLAN_KAFKA_BROKERS: '' },
      'is needed where PORTOLAN_ENGINE=distributed',
    ],
    ['PORTOLAN_MONGO_URL', { ...servers, PORTOLAN_MONGO_URL: 'mongo:27017' }, 'must begin with mongodb://'],
    ['PORTOLAN_KAFKA_BROKERS', { ...servers, PORTOLAN_KAFKA_BROKERS: 'kafka' }, 'must be host:port'],
    ['PORTOLAN_PREFIX', { ...servers, PORTOLAN_PREFIX: 'a.b' }, 'at most 31 of a-z'],
    ['PORTOLAN_ENGINE', { PORTOLAN_ENGINE: 'mongo' }, 'expected one of "embedded"|"distributed"'],
  ])('refuses %s in words', (key, env, words) => {
    expect(() => read(env)).toThrow(key);
    expect(() => read(env)).toThrow(words);
  });

  it('has a place for the operations of every service on one machine', () => {
    expect(serviceNames.map((name) => operationsPortOf(name, undefined))).toEqual([
      7101, 7102, 7103, 7104, 7105, 7106, 7107, 7108,
    ]);
    expect([operationsPortOf('orders', 9000), operationsPortOf('pilot', undefined)]).toEqual([9000, 0]);
  });
});
