import type { Only, OrdersEvent } from '../catalogue.ts';
import type { Sentences } from '../language.ts';

type ImportEvent = Only<OrdersEvent, 'ImportStarted' | 'ImportRowsDone' | 'ImportCompleted'>;

/** What each event of an import says to a person. */
export const importSentences: Sentences<ImportEvent> = {
  ImportStarted: {
    en: ({ fileName, rows }) => `The import of ${rows} orders from ${fileName} began.`,
    zh: ({ fileName, rows }) => `开始导入文件 ${fileName}，共 ${rows} 笔订单。`,
  },
  ImportRowsDone: {
    en: ({ rows }) => `Rows ${rows[0]?.row} to ${rows.at(-1)?.row} are done: ${counts(rows).en}.`,
    zh: ({ rows }) => `第 ${rows[0]?.row} 至 ${rows.at(-1)?.row} 行处理完毕：${counts(rows).zh}。`,
  },
  ImportCompleted: {
    en: ({ placed, refused, known }) =>
      `The import is complete: ${placed} orders placed, ${known} known already, ${refused} refused.`,
    zh: ({ placed, refused, known }) => `导入完成：新建 ${placed} 笔，已存在 ${known} 笔，拒绝 ${refused} 笔。`,
  },
};

function counts(rows: readonly { readonly outcome: string }[]) {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const [placed, known, refused] = [of('PLACED'), of('KNOWN'), of('REFUSED')];
  return {
    en: `${placed} placed, ${known} known already, ${refused} refused`,
    zh: `新建 ${placed} 笔，已存在 ${known} 笔，拒绝 ${refused} 笔`,
  };
}
