import {
  commonSentences,
  customsSentences,
  fxSentences,
  type Language,
  ordersSentences,
  type Sentences,
  type SuiteEvent,
  trackingSentences,
  type Wording,
  warehouseSentences,
} from '@portolan/contracts';

const sentences: Sentences<SuiteEvent> = {
  ...commonSentences,
  ...ordersSentences,
  ...customsSentences,
  ...fxSentences,
  ...warehouseSentences,
  ...trackingSentences,
};

/**
 * What an event says, in a language. A type that is newer than this gateway is said by its name.
 * @param data the payload, decoded and complete
 */
export function sentenceOf(type: string, data: unknown, language: Language): string {
  const wordings: Readonly<Record<string, Wording<never>>> = sentences;
  return wordings[type]?.[language](data as never) ?? type;
}
