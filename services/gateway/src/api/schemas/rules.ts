import type { Complete } from '@portolan/contracts';
import type { ListRulesReply, RuleView } from '@portolan/contracts/customs/v1/customs';
import { z } from 'zod';
import { moment } from './codecs.ts';
import { languageQuery, nextCursor, page } from './common.ts';

const day = z.iso.date();

export const listRules = z.strictObject({
  asOf: moment.optional().meta({
    description: 'An instant with Z or an offset; now where none is named',
    examples: ['2018-12-31T23:59:59+08:00'],
  }),
  jurisdiction: z
    .string()
    .regex(/^([A-Z]{2})?$/, 'COUNTRY_SHAPE')
    .default('')
    .meta({ description: 'CN, EU, GB, US or a member state; empty: all' }),
  kind: z
    .string()
    .max(50, 'TOO_LONG')
    .default('')
    .meta({ description: 'What the rule lays down: vat, tariff, retail-limits, item-duty, duty-layer; empty: all' }),
  lang: languageQuery,
  ...page,
});

const rule = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    jurisdiction: z.string().meta({ description: 'Who made it, and whose calendar its days are of' }),
    regimes: z.array(z.string()).meta({ description: 'Regimes that read it; none: all of the jurisdiction' }),
    title: z.string().meta({ description: "In the caller's language" }),
    validFrom: day,
    validTo: day.nullable().meta({ description: 'Last day; null where none is known' }),
    announced: day.nullable().meta({ description: 'The day it was made known, where that was earlier and matters' }),
    source: z.string(),
    checked: z.boolean().meta({
      description: 'False: sources disagree, are weak, or were not compared with the text in force; see the note',
    }),
    note: z.string(),
    parameters: z.record(z.string(), z.json()).meta({ description: 'Rates and amounts as decimal texts' }),
  })
  .meta({ id: 'Rule' });

export const ruleList = z
  .strictObject({ asOf: z.iso.datetime({ offset: true }), rules: z.array(rule), nextCursor })
  .meta({ id: 'RuleList' });

/** A rule of the contracts as it is shown: its title in one language, its parameters as JSON. */
export function shownRule(view: Complete<RuleView>, language: 'en' | 'zh'): z.output<typeof rule> {
  const { titleEn, titleZh, validTo, announced, parameters, regimes, ...plain } = view;
  return {
    ...plain,
    regimes: [...regimes],
    title: language === 'zh' ? titleZh : titleEn,
    validTo: validTo === '' ? null : validTo,
    announced: announced === '' ? null : announced,
    parameters: JSON.parse(parameters),
  };
}

/** The page as it is shown. */
export function shownRules(reply: Complete<ListRulesReply>, language: 'en' | 'zh'): z.output<typeof ruleList> {
  return { ...reply, rules: reply.rules.map((view) => shownRule(view, language)) };
}
