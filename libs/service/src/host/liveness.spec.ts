import { expect, it } from 'vitest';
import { createLiveness } from './liveness.ts';

function livenessAt() {
  let now = 0;
  const machine = { now: () => now, after: () => () => {} };
  const liveness = createLiveness(machine, 1_000);
  const begin = (partition: number) => liveness.taking?.('fx.accounts.v1', { topic: 'fx.v1', partition, records: [] });
  const pass = (ms: number) => {
    now += ms;
  };
  return { liveness, begin, pass };
}

it('lives while every batch ends, however often it fails', () => {
  const { liveness, begin, pass } = livenessAt();
  for (let attempt = 0; attempt < 10; attempt++) {
    const end = begin(1);
    pass(900);
    expect(liveness.troubles()).toEqual([]);
    end?.(false);
  }
});

it('lives while nothing is to be done', () => {
  const { liveness, pass } = livenessAt();
  pass(1_000_000);
  expect(liveness.troubles()).toEqual([]);
});

it('does not live where a batch has come to no end, and says which', () => {
  const { liveness, begin, pass } = livenessAt();
  const end = begin(3);
  begin(4)?.(true);
  pass(1_000);
  expect(liveness.troubles()).toEqual(['fx.accounts.v1 at fx.v1/3 has stood still for 1 s']);
  end?.(true);
  expect(liveness.troubles()).toEqual([]);
});
