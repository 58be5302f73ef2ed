import type { Complete } from '@portolan/contracts';
import type { ListTradeModesReply, TradeModeView } from '@portolan/contracts/customs/v1/customs';
import { z } from 'zod';
import { languageQuery } from './common.ts';

export const listTradeModes = z.strictObject({ lang: languageQuery });

const move = z
  .strictObject({
    sign: z.string().meta({ description: 'What moves it: STORE, INSPECT, RELEASE' }),
    by: z.string().meta({ description: 'declarant, port or customs' }),
    cause: z.string().meta({ description: 'The message, and its status, that causes it' }),
    event: z.string().meta({ description: 'What is recorded of it; empty where the form is filed elsewhere' }),
    from: z.array(z.string()),
    to: z.string(),
  })
  .meta({ id: 'TradeModeMove' });

const state = z
  .strictObject({
    state: z.string(),
    owner: z.string().meta({ description: 'Who has to act while it stands here; empty: nobody' }),
    deadline: z
      .string()
      .meta({ description: 'Until when, in the language of the caller; empty: the law gives no time' }),
    source: z.string(),
  })
  .meta({ id: 'TradeModeState' });

const mode = z
  .strictObject({
    code: z.string().meta({ description: 'Supervision mode, such as 9610' }),
    name: z.string(),
    direction: z.string().meta({ description: 'I into China, E out of it' }),
    course: z.string().meta({ description: 'EXPORT_LIST, IMPORT_LIST; FORM is filed at the ordinary single window' }),
    documents: z.array(z.string()).meta({ description: 'Messages that go before the list, in their order' }),
    optionalDocuments: z.array(z.string()).meta({ description: 'Of these, the ones that may be missing' }),
    validFrom: z.iso.date(),
    source: z.string(),
    moves: z.array(move),
    states: z.array(state),
  })
  .meta({ id: 'TradeMode' });

export const tradeModeList = z.strictObject({ modes: z.array(mode) }).meta({ id: 'TradeModeList' });

/** The modes as they are shown: names and deadlines in one language. */
export function shownModes(
  { modes }: Complete<ListTradeModesReply>,
  language: 'en' | 'zh',
): z.output<typeof tradeModeList> {
  return { modes: modes.map((one) => shownMode(one, language)) };
}

function shownMode({ nameEn, nameZh, states, ...plain }: Complete<TradeModeView>, language: 'en' | 'zh') {
  return {
    ...plain,
    name: language === 'zh' ? nameZh : nameEn,
    states: states.map(({ deadlineEn, deadlineZh, ...one }) => ({
      ...one,
      deadline: language === 'zh' ? deadlineZh : deadlineEn,
    })),
  };
}
