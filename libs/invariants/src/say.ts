import { fill, type Language } from '@portolan/contracts';
import { allInvariants } from './all.ts';
import { answerTexts } from './answers.ts';
import type { Breach, FlawText } from './invariant.ts';
import { keptTexts } from './kept-texts.ts';
import { logTexts } from './log-order.ts';

/** What always holds, and what can be wrong with it. */
export interface Texts {
  readonly holds: FlawText;
  readonly flaws: Readonly<Record<string, FlawText>>;
}

const texts: ReadonlyMap<string, Texts> = new Map<string, Texts>([
  ...allInvariants().map((invariant) => [invariant.name, invariant] as const),
  ...Object.entries(logTexts),
  ...Object.entries(answerTexts),
  ...Object.entries(keptTexts),
]);

/** Name of every invariant → its sentences. */
export const invariantTexts = texts;

/** A breach as a sentence, with its figures: 'Account 2100.USD.… is at USD -1.00.' */
export function sayBreach(language: Language, { invariant, code, data }: Pick<Breach, 'invariant' | 'code' | 'data'>) {
  return fill(texts.get(invariant)?.flaws[code]?.[language] ?? `${invariant}: ${code}`, data);
}
