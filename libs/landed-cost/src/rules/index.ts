import type { Rule } from '../rule.ts';
import { chinaArticles } from './china-articles.ts';
import { chinaExport } from './china-export.ts';
import { chinaRetail } from './china-retail.ts';
import { chinaTariff } from './china-tariff.ts';
import { chinaTaxes } from './china-taxes.ts';
import { europeanUnionRules } from './european-union.ts';
import { europeanVat } from './european-vat.ts';
import { exciseGoods } from './excise.ts';
import { roundings } from './rounding.ts';
import { unitedKingdomRules } from './united-kingdom.ts';
import { unitedStatesLayers, unitedStatesRules } from './united-states.ts';

/** Every rule that is known, with its days and its source. */
export const rules: readonly Rule[] = [
  ...roundings,
  ...exciseGoods,
  ...chinaRetail,
  ...chinaArticles,
  ...chinaTaxes,
  ...chinaTariff,
  ...chinaExport,
  ...europeanUnionRules,
  ...europeanVat,
  ...unitedKingdomRules,
  ...unitedStatesLayers,
  ...unitedStatesRules,
];
