import { expect, it } from 'vitest';
import { kindOf } from './explain.ts';
import { shrink } from './shrink.ts';
import { commandOf, type Variant, variantOf } from './variant.ts';

const whole: Variant = { seed: '7', without: [], bug: 0 };

it('finds the one order and the one mishap that it takes', async () => {
  const breaks = async ({ only, without, faults }: Variant) =>
    (only === undefined || only.includes(9)) && !without.includes('log late') && (faults ?? 260) >= 20;
  const { only, without, faults } = await shrink(whole, breaks, 200);
  expect(only).toEqual([9]);
  expect(without).toContain('crash');
  expect(without).not.toContain('log late');
  expect(faults).toBe(20);
});

it('keeps what cannot be left out, and stops in time', async () => {
  let tries = 0;
  const never = async () => {
    tries += 1;
    return false;
  };
  expect(await shrink(whole, never, 10)).toBe(whole);
  expect(tries).toBe(10);
});

it('is played again by its command', () => {
  const variant: Variant = { seed: '7', only: [1, 9], without: ['log late'], faults: 20, bug: 4 };
  const command = commandOf(variant, 'R-9');
  expect(command).toBe("make simulate SEEDS=1 FROM=7 BUG=4 ONLY=1,9 WITHOUT='log late' FAULTS=20 ORDER=R-9 STEPS=1");
  expect(variantOf('7', { ONLY: '1,9', WITHOUT: 'log late', FAULTS: '20', BUG: '4' })).toEqual(variant);
  expect(() => variantOf('7', { WITHOUT: 'log' })).toThrow('nothing that goes wrong is called log');
});

it('does not drift to an order that something else holds', () => {
  const held = (hold: string) =>
    `liveness: R-3 ord ${hold === '' ? 'ran on' : `did not come to its end: ${hold} holds it`}`;
  expect(kindOf(held('STEP_REFUSED'))).toBe(kindOf(held('STEP_REFUSED')));
  expect(kindOf(held('STEP_REFUSED'))).not.toBe(kindOf(held('AWAITING_CUSTOMS')));
  expect(kindOf(held('AWAITING_CUSTOMS'))).not.toBe(kindOf(held('')));
  expect(kindOf('stock: 3 units of R-1 (e1)')).toBe(kindOf('stock: 5 units of R-2 (e2)'));
});
