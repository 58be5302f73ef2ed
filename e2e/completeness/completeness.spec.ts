import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as contracts from '@portolan/contracts';
import { catalogues, type Refusals, type Wording } from '@portolan/contracts';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const services = ['orders', 'customs', 'fx', 'warehouse', 'tracking'] as const;
const exported = contracts as unknown as Readonly<Record<string, unknown>>;

describe.each(services)('%s', (service) => {
  const written = (which: RegExp) =>
    readdirSync(`${root}services/${service}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => which.test(file))
      .map((file) => readFileSync(`${root}services/${service}/src/${file}`, 'utf8'))
      .join('\n');
  const specs = written(/\.(spec|int)\.ts$/);
  const refusals = exported[`${service}Refusals`] as Refusals;
  const sentences = exported[`${service}Sentences`] as Readonly<Record<string, Wording<never>>>;

  it('has a spec that produces each of its refusals', () => {
    const codes = Object.keys(refusals);
    expect(codes.length).toBeGreaterThan(0);
    const unproduced = codes.filter((code) => !new RegExp(`(thenRefused|refuses)\\(\\s*'${code}'`).test(specs));
    expect(unproduced).toEqual([]);
  });

  it('says each refusal in both languages, with what to do next', () => {
    for (const [code, { en, zh, next }] of Object.entries(refusals)) {
      for (const text of [en, next.en]) expect(text, code).toMatch(/[a-z]{2,}/);
      for (const text of [zh, next.zh]) expect(text, code).toMatch(/[\u4e00-\u9fff]{2,}/);
    }
  });

  it('has a sentence in both languages for each of its events', () => {
    const types = [...catalogues[service].byName.keys()].filter((type) => type !== 'CommandRefused');
    expect(types.length).toBeGreaterThan(0);
    const silent = types.filter((type) => {
      const wording = sentences[type];
      return typeof wording?.en !== 'function' || typeof wording.zh !== 'function';
    });
    expect(silent).toEqual([]);
  });

  it('tells on its page of every event, and of everything that runs beside it', () => {
    const page = readFileSync(`${root}services/${service}/README.md`, 'utf8');
    const events = [...catalogues[service].byName.keys()].filter((type) => type !== 'CommandRefused');
    const running = [...written(/\.ts$/).matchAll(/name: '(\w+\.[\w-]+\.v\d+)'/g)].map(([, name = '']) => name);
    expect(running.length).toBeGreaterThan(0);
    const untold = [...new Set([...events, ...running])].filter((name) => !page.includes(name));
    expect(untold).toEqual([]);
  });
});

it('gives no event name and no refusal code twice in the suite', () => {
  const names = services.flatMap((service) =>
    [...catalogues[service].byName.keys()].filter((n) => n !== 'CommandRefused'),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const codes = services.flatMap((service) => Object.keys(exported[`${service}Refusals`] as Refusals));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
