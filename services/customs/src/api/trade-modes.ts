import type { Complete } from '@portolan/contracts';
import type { ListTradeModesReply, ListTradeModesRequest, TradeModeView } from '@portolan/contracts/customs/v1/customs';
import type { Handler } from '@portolan/service';
import { type TradeMode, tradeModes } from '../declaration/course/modes.ts';
import { type Course, courses, type Move, positions, signs, standings } from '../declaration/course/table.ts';

/** Every supervision mode with its course: the table that the declarations themselves go by. */
export const listTradeModes: Handler<Complete<ListTradeModesRequest>, ListTradeModesReply> = async () => ({
  modes: tradeModes.map(viewOf),
});

function viewOf({ name, documents, optional, ...mode }: TradeMode): TradeModeView {
  const named = (kinds: TradeMode['documents']) => kinds.map((kind) => kind.replace('MESSAGE_KIND_', ''));
  return {
    ...mode,
    nameEn: name.en,
    nameZh: name.zh,
    documents: named(documents),
    optionalDocuments: named(optional),
    moves: courses[mode.course].map(moveOf),
    states: statesOf(mode.course),
  };
}

function moveOf({ sign, from, to }: Move): TradeModeView['moves'][number] {
  const { by, cause, event = '' } = signs[sign];
  return { sign, by, cause, event, from: [...from], to };
}

function statesOf(course: Course): TradeModeView['states'] {
  const moves: readonly Move[] = courses[course];
  return positions
    .filter((state) => moves.some(({ from, to }) => to === state || from.includes(state)))
    .map((state) => {
      const { owner = '', deadline } = standings[state];
      const { en = '', zh = '', source = '' } = deadline ?? {};
      return { state, owner, deadlineEn: en, deadlineZh: zh, source };
    });
}
