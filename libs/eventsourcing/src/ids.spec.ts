import { describe, expect, it } from 'vitest';
import { madeId, madeTraceparent, madeUuid } from './ids.ts';

describe('a made id', () => {
  it('is the same for the same parts, on every machine and in every version', () => {
    // Written down once: a change here would make every retry a second thing.
    expect(madeId('order', 'merchant-shenzhen', 'key-1')).toBe('h765rdya6vxffvve3x8fs7cqm4');
    expect(madeUuid('guid', 'a')).toBe('b71bb0a2-f1b4-8287-ae87-2e2cba8220d4');
  });

  it('differs where the kind, a part or the cut between parts differs', () => {
    const ids = [
      madeId('a', 'bc'),
      madeId('ab', 'c'),
      madeId('a', 'b', 'c'),
      madeId('a', 'b'),
      madeId('a', 1),
      madeId('a'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has 26 characters that nobody mistakes when reading aloud', () => {
    for (let index = 0; index < 200; index++) expect(madeId('any', index)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });
});

it('a made UUID says that it is a custom one', () => {
  expect(madeUuid('guid', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('a trace is one per order, a span one per command', () => {
  const [first, second] = [madeTraceparent('order', 'one'), madeTraceparent('order', 'two')];
  expect(first).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(first.slice(0, 35)).toBe(second.slice(0, 35));
  expect(first).not.toBe(second);
});
