import type { Complete } from '../complete.ts';
import type { Hold } from '../gen/portolan/orders/v1/types.ts';
import { fill, type Language, type Wording } from '../language.ts';
import { allRefusals } from '../refusals/index.ts';
import { chinaTime } from './times.ts';

export type Held = Complete<Hold>;

/** What holds an order, and what to do about it. */
export interface HoldText extends Wording<Held> {
  /** What it is on hold for, in few words. */
  readonly what: Readonly<Record<Language, string>>;
  readonly next: Readonly<Record<Language, string>>;
}

/** ' by …' where the hold has a deadline. */
export const by = (hold: Held) => (hold.due === '' ? '' : ` by ${chinaTime(hold.due, 'en')}`);
/** '（截止…）' where the hold has a deadline. */
export const until = (hold: Held) => (hold.due === '' ? '' : `（截止${chinaTime(hold.due, 'zh')}）`);

/** The refusal of a hold in words, where the hold knows what they speak of; else its code. */
export function refusal({ data }: Held, language: Language): string {
  const code = data.refusal ?? '';
  const words = fill(allRefusals[code]?.[language] ?? code, data);
  return /\{\w+\}/.test(words) ? code : words;
}
