import { type Complete, holdTexts, type Language } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';

/** What a hold says and what to do next, in words. A code that is newer than this gateway stands for itself. */
export function holdText(hold: Complete<Hold>, language: Language): { readonly text: string; readonly next: string } {
  const words = holdTexts[hold.code];
  return { text: words?.[language](hold) ?? hold.code, next: words?.next[language] ?? '' };
}
