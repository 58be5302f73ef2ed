import type { Complete } from '@portolan/contracts';
import type { LaneTime, MeasureReleaseTimesReply, ReleaseTime } from '@portolan/contracts/customs/v1/customs';
import { z } from 'zod';
import { day, remark } from './common.ts';

export const measureReleaseTimes = z.strictObject({
  from: day.meta({ description: 'First day; empty: 30 days in all' }),
  until: day.meta({ description: 'Last day, 92 days at most from the first; empty: today' }),
  mode: remark(4).meta({ description: 'Supervision mode; empty: any', examples: ['9610'] }),
  office: remark(4).meta({ description: 'Code of the customs office; empty: any', examples: ['3105'] }),
  step: remark(60).meta({
    description: 'Two states of `/v1/trade-modes`, or WHOLE; empty: every step',
    examples: ['SUBMITTED-STORED'],
  }),
});

const minutes = (share: string) => z.int32().meta({ description: `Whole minutes within which ${share} were done` });

const measured = {
  count: z.int32(),
  p50: minutes('half'),
  p90: minutes('nine of ten'),
  p99: minutes('99 of 100'),
};

const laneTime = z
  .strictObject({
    lane: z
      .string()
      .meta({ description: 'How closely customs had looked by then: DIRECT, UNDER_REVIEW, INSPECTION, DETAINED' }),
    ...measured,
  })
  .meta({ id: 'LaneTime' }) satisfies z.ZodType<Complete<LaneTime>>;

const releaseTime = z
  .strictObject({
    customsCode: z.string(),
    tradeMode: z.string(),
    direction: z.string().meta({ description: 'I into China, E out of it' }),
    step: z.string().meta({
      description: "From one state to the next; WHOLE: from the list's first going out to its release",
      examples: ['SUBMITTED-STORED'],
    }),
    owner: z
      .string()
      .meta({ description: 'Whom it waits for meanwhile: declarant, port, customs; empty for the whole' }),
    ...measured,
    lanes: z.array(laneTime).meta({ description: 'The same, lane by lane' }),
  })
  .meta({ id: 'ReleaseTime' }) satisfies z.ZodType<Complete<ReleaseTime>>;

export const releaseTimes = z
  .strictObject({ from: z.string(), until: z.string(), times: z.array(releaseTime) })
  .meta({ id: 'ReleaseTimes' }) satisfies z.ZodType<Complete<MeasureReleaseTimesReply>>;
