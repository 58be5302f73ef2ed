import type { Complete } from '@portolan/contracts';
import type { ImportView } from '@portolan/contracts/orders/v1/orders';
import { z } from 'zod';
import { instant, int64 } from './codecs.ts';
import { nextCursor, page, remark } from './common.ts';

const outcomes = ['PLACED', 'KNOWN', 'REFUSED'] as const;
const count = z.int32();

const bothLanguages = z.strictObject({ en: z.string(), zh: z.string() }).meta({ id: 'BothLanguages' });

export const startImport = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: answers what would become of each row, and changes nothing' }),
  fileName: remark(200).meta({ description: 'What you call the file; shown again, nothing more' }),
});

/** What became, or would become, of a row. */
const importRow = z
  .strictObject({
    row: count.meta({ description: '1-based, without the heading' }),
    orderNo: z.string(),
    outcome: z.string().meta({
      description:
        'PLACED: it made an order. KNOWN: this very order stood there already. REFUSED: `problem` says why and what to do',
    }),
    orderId: z.string().meta({ description: 'Empty where it was refused' }),
    problem: z
      .strictObject({
        code: z.string(),
        field: z.string().meta({ description: 'The column; empty where it is about the row as a whole' }),
        detail: bothLanguages,
        next: bothLanguages,
        data: z.record(z.string(), z.string()),
      })
      .nullable(),
  })
  .meta({ id: 'ImportRow' });

const started = z
  .strictObject({
    dryRun: z.literal(false),
    id: z.string().meta({ description: 'Made from the file: the same file again is the same import' }),
    stream: z.string(),
    version: int64,
  })
  .meta({ id: 'ImportStarted' });

const checked = z
  .strictObject({
    dryRun: z.literal(true),
    rows: count,
    placed: count.meta({ description: 'Rows that would become orders' }),
    known: count,
    refused: count,
    report: z.array(importRow),
  })
  .meta({ id: 'ImportChecked' });

export const importAnswer = z.discriminatedUnion('dryRun', [started, checked]).meta({ id: 'ImportAnswer' });

export const importView = z
  .strictObject({
    id: z.string(),
    fileName: z.string(),
    state: z.string().meta({ description: 'RUNNING, COMPLETED' }),
    rows: count,
    placed: count,
    refused: count,
    known: count.meta({ description: 'Rows whose order stood there already' }),
    startedAt: instant,
    completedAt: instant,
    finished: count.meta({ description: 'Of its orders, how many nothing more is going to happen to' }),
    byState: z.record(z.string(), count).meta({ description: 'How many of its orders stand in each state' }),
  })
  .meta({ id: 'Import' }) satisfies z.ZodType<Complete<ImportView>>;

export const listImportRows = z.strictObject({
  outcome: z.enum(outcomes).or(z.literal('')).default('').meta({ description: 'Empty: all' }),
  ...page,
});

export const importRows = z.strictObject({ rows: z.array(importRow), nextCursor }).meta({ id: 'ImportRowList' });
