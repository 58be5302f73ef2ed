import type { Complete, landedCostRefusals } from '@portolan/contracts';
import type { LandedCostQuestion } from '@portolan/contracts/customs/v1/types';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { type GoodsLine, type ImportQuestion, memberStates } from '@portolan/landed-cost';
import { money } from '@portolan/money';

type Asked = Complete<LandedCostQuestion>;
type Fault = Refusal<keyof typeof landedCostRefusals>;
type Choices = Partial<Record<keyof Asked, readonly string[]>>;

const measures: readonly string[] = ['kg', 'g', 'l', 'ml', 'sheet'];
const vatClasses: readonly string[] = ['', 'standard', 'reduced', 'zero'];

// What the fields of each regime may say.
const choices: Readonly<Record<ImportQuestion['regime'], Choices>> = {
  CN_RETAIL_IMPORT: { mode: ['9610', '1210', '1239'] },
  CN_PERSONAL_POST: {},
  CN_GENERAL_TRADE: {},
  EU_IMPORT: {
    destination: memberStates,
    scheme: ['IOSS', 'SPECIAL', 'STANDARD'],
    declaration: ['H1', 'H6', 'H7'],
    between: ['B2C', 'B2B', 'C2C'],
  },
  GB_IMPORT: { between: ['B2C', 'C2C'] },
  US_IMPORT: { channel: ['post', 'other'], postalMethod: ['', 'flat', 'ad-valorem'] },
};

/** The question as the engine asks it, or the first field that says what it cannot. */
export function questionOf(asked: Asked): ImportQuestion | Fault {
  const known = Object.hasOwn(choices, asked.regime) ? choices[asked.regime as ImportQuestion['regime']] : undefined;
  if (known === undefined) return invalid('regime', asked.regime);
  for (const [field, allowed] of Object.entries(known)) {
    const value = String(asked[field as keyof Asked]);
    if (!allowed.includes(value)) return invalid(field, value);
  }
  for (const [index, goods] of asked.goods.entries()) {
    if (!vatClasses.includes(goods.vat)) return invalid(`goods.${index}.vat`, goods.vat);
    const unknown = goods.measures.find(({ measure }) => !measures.includes(measure));
    if (unknown !== undefined) return invalid(`goods.${index}.measures`, unknown.measure);
  }
  return assembled(asked);
}

// Every text was held against what it may say.
function assembled(asked: Asked): ImportQuestion {
  const { regime, at, goods, freight, insurance, priceCut, rates, mode, from, destination } = asked;
  const { scheme, declaration, between, channel, postalMethod, gift, coupon, usedThisYear } = asked;
  const common = {
    ...{ at, lines: goods.map(lineOf), freight, insurance, rates },
    ...(priceCut === undefined ? {} : { priceCut }),
  };
  const ofRegime = {
    CN_RETAIL_IMPORT: {
      ...{ mode, usedThisYear: usedThisYear ?? money(0n, 'CNY') },
      ...(coupon === undefined ? {} : { coupon }),
    },
    CN_PERSONAL_POST: { from, forOwnUse: true },
    CN_GENERAL_TRADE: {},
    EU_IMPORT: { destination, scheme, declaration, between },
    GB_IMPORT: { between },
    US_IMPORT: { channel, gift, ...(postalMethod === '' ? {} : { postalMethod }) },
  }[regime as ImportQuestion['regime']];
  return { regime, ...common, ...ofRegime } as ImportQuestion;
}

function lineOf({ measures: known, vat, ...goods }: Asked['goods'][number]): GoodsLine {
  return {
    ...goods,
    measures: Object.fromEntries(known.map(({ measure, value }) => [measure, value])),
    ...(vat === '' ? {} : { vat: vat as NonNullable<GoodsLine['vat']> }),
  };
}

function invalid(field: string, value: string): Fault {
  return refuse('COST_QUESTION_INVALID', { field, value });
}
