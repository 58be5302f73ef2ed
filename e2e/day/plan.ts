import { createHash } from 'node:crypto';
import { type Mishap, type MishapName, type Mode, mishapNames, mishaps } from './mishaps.ts';

/** One declaration of the day. */
export interface Planned {
  readonly orderNo: string;
  readonly mode: Mode;
  /** Undefined: all goes well. */
  readonly mishap: MishapName | undefined;
}

export interface DaySize {
  readonly declarations: number;
  /** Percent of them that meet with a mishap. */
  readonly share: number;
  readonly seed: string;
}

/** Of ten declarations: most come in or go out as parcels, one goes in bulk. */
const modes: readonly Mode[] = ['9610', '1210', '9610', '1210', '9610', '1210', '9610', '1210', '9610', '9810'];

/**
 * The declarations of a day: mishaps of every kind, as often each, over every mode that can meet with it, strewn among
 * those that go well. The same seed makes the same day.
 * @throws Error where there are fewer mishaps than kinds of them
 */
export function planDay({ declarations, share, seed }: DaySize): readonly Planned[] {
  const wrong = Math.round((declarations * share) / 100);
  if (wrong < mishapNames.length)
    throw new Error(`${wrong} of ${declarations} are too few for ${mishapNames.length} kinds of mishaps`);
  const drawn = (index: number) => createHash('sha256').update(`${seed}|${index}`).digest('hex');
  return Array.from({ length: declarations }, (_, index) => index)
    .toSorted((left, right) => drawn(left).localeCompare(drawn(right)))
    .map((index, place) => planned(index, place, wrong));
}

function planned(index: number, place: number, wrong: number): Planned {
  const number = String(place + 1).padStart(5, '0');
  if (index >= wrong)
    return { orderNo: `DAY-${number}`, mode: modes[index % modes.length] ?? '9610', mishap: undefined };
  const kind = index % mishapNames.length;
  const name = mishapNames[kind] as MishapName;
  const { modes: possible, suffix }: Mishap = mishaps[name];
  const mode = possible[(kind + Math.floor(index / mishapNames.length)) % possible.length] ?? '9610';
  return { orderNo: `DAY-${number}${suffix}`, mode, mishap: name };
}
