import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Course } from './table.ts';

/** A way to declare under a supervision mode (监管方式). */
export interface TradeMode {
  readonly code: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly direction: 'I' | 'E';
  readonly course: Course;
  /** Retail exports: their closed lists are declared, or counted, by the month. */
  readonly summedUp: boolean;
  /** Messages that go before the list, in their order; of a form none goes from here. */
  readonly documents: readonly MessageKind[];
  /** Sent where there is one. */
  readonly optional: readonly MessageKind[];
  /** First day, yyyy-mm-dd in China. */
  readonly validFrom: string;
  readonly source: string;
}

const imported = ['MESSAGE_KIND_CEB311', 'MESSAGE_KIND_CEB411', 'MESSAGE_KIND_CEB511'] as const;
const exported = ['MESSAGE_KIND_CEB303', 'MESSAGE_KIND_CEB403', 'MESSAGE_KIND_CEB505'] as const;
const receipt = ['MESSAGE_KIND_CEB403'] as const;
const none = { documents: [], optional: [], summedUp: false } as const;

const retail = { en: 'cross-border e-commerce', zh: '跨境贸易电子商务' } as const;
const bonded = { en: 'bonded cross-border e-commerce', zh: '保税跨境贸易电子商务' } as const;
const bondedA = { en: 'bonded e-commerce A', zh: '保税跨境贸易电子商务A' } as const;
const business = { en: 'direct export to a business', zh: '跨境电商B2B直接出口' } as const;
const abroad = { en: 'export to an overseas warehouse', zh: '跨境电商出口海外仓' } as const;
const ordinary = { en: 'ordinary trade', zh: '一般贸易' } as const;

const day12 = { validFrom: '2014-02-10', source: 'GACC announcement 2014 No. 12' } as const;
const day57 = { validFrom: '2014-08-01', source: 'GACC announcement 2014 No. 57' } as const;
const day75 = { validFrom: '2016-12-01', source: 'GACC announcement 2016 No. 75' } as const;
const b2b = { validFrom: '2020-07-01', source: 'GACC announcements 2020 No. 75, 2021 No. 47' } as const;
const always = { validFrom: '1987-07-01', source: 'Customs Law; not checked' } as const;

const importList = {
  direction: 'I',
  course: 'IMPORT_LIST',
  documents: imported,
  optional: [],
  summedUp: false,
} as const;
const exportList = {
  direction: 'E',
  course: 'EXPORT_LIST',
  documents: exported,
  optional: [],
  summedUp: true,
} as const;
const businessList = { ...exportList, optional: receipt, summedUp: false } as const;

/** Every mode of the trade, by direction and instrument. A list of 9710 or 9810 is for at most CNY 5,000. */
export const tradeModes: readonly TradeMode[] = [
  { code: '9610', name: retail, ...exportList, ...day12 },
  { code: '9610', name: retail, ...importList, ...day12 },
  { code: '1210', name: bonded, ...importList, ...day57 },
  { code: '1210', name: bonded, ...exportList, ...day57 },
  { code: '1239', name: bondedA, ...importList, ...day75 },
  { code: '9710', name: business, ...businessList, ...b2b },
  { code: '9810', name: abroad, ...businessList, ...b2b },
  { code: '9710', name: business, direction: 'E', course: 'FORM', ...none, ...b2b },
  { code: '9810', name: abroad, direction: 'E', course: 'FORM', ...none, ...b2b },
  { code: '0110', name: ordinary, direction: 'E', course: 'FORM', ...none, ...always },
  { code: '0110', name: ordinary, direction: 'I', course: 'FORM', ...none, ...always },
];

/**
 * The mode by which a list is declared.
 * @throws Error where no list can be declared so: the case matches none such
 */
export function listMode(code: string, direction: TradeMode['direction']): TradeMode {
  const found = tradeModes.find((mode) => mode.code === code && mode.direction === direction && mode.course !== 'FORM');
  if (found === undefined) throw new Error(`no list is declared under ${code} ${direction}`);
  return found;
}
