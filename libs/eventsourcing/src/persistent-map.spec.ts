import { expect, test } from 'vitest';
import { entriesOf, nothing, type PersistentMap, valueAt, without, withValue } from './persistent-map.ts';

const contents = (map: PersistentMap<number>) =>
  Object.fromEntries([...entriesOf(map)].toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** Keys of one hash: FNV-1a of 32 bits meets itself soon enough. */
const colliding = ['costarring', 'liquid'];

test('holds what was put last under each key, and nothing that was taken out', () => {
  const plain: Record<string, number> = {};
  let map: PersistentMap<number> = nothing;
  for (let turn = 0; turn < 4_000; turn++) {
    const key = turn % 97 === 0 ? (colliding[turn % 2] ?? '') : `key-${(turn * 7_919) % 611}`;
    if (turn % 3 === 2) {
      delete plain[key];
      map = without(map, key);
    } else {
      plain[key] = turn;
      map = withValue(map, key, turn);
    }
    expect(valueAt(map, key)).toBe(plain[key]);
  }
  expect(contents(map)).toEqual(contents(withAll(plain)));
  expect(contents(map)).toEqual(Object.fromEntries(Object.entries(plain).toSorted()));
});

const withAll = (plain: Readonly<Record<string, number>>) =>
  Object.entries(plain).reduce<PersistentMap<number>>((map, [key, value]) => withValue(map, key, value), nothing);

test('keys of one hash stand side by side', () => {
  const both = colliding.reduce<PersistentMap<number>>((map, key, value) => withValue(map, key, value), nothing);
  const many = Array.from({ length: 40 }, (_, each) => each).reduce(
    (map, each) => withValue(map, `k${each}`, each),
    both,
  );
  for (const [value, key] of colliding.entries()) expect(valueAt(many, key)).toBe(value);
  expect(valueAt(without(many, colliding[0] ?? ''), colliding[1] ?? '')).toBe(1);
});

test('every version stays as it was', () => {
  const versions: PersistentMap<number>[] = [nothing];
  for (let each = 0; each < 300; each++) versions.push(withValue(versions.at(-1) ?? nothing, `k${each}`, each));
  const full = versions.at(-1) ?? nothing;
  for (let each = 0; each < 300; each++) versions.push(without(versions.at(-1) ?? nothing, `k${each}`));
  expect(contents(versions.at(-1) ?? nothing)).toEqual({});
  expect(valueAt(full, 'k7')).toBe(7);
  for (const count of [0, 1, 8, 9, 100, 300]) {
    expect(Object.keys(contents(versions[count] ?? nothing))).toHaveLength(count);
  }
});

test('what is not there is not taken out', () => {
  const one = withValue(nothing, 'a', 1);
  expect(contents(without(one, 'b'))).toEqual({ a: 1 });
  expect(contents(without(nothing, 'b'))).toEqual({});
});
