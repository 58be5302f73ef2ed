import type { Complete } from '@portolan/contracts';
import type { Party } from '@portolan/contracts/common/v1/types';
import {
  type Company,
  list,
  messages,
  order,
  type Pair,
  type Paper,
  type Papers,
  pair,
  payment,
  type Rule,
  receipt,
  rule,
  waybill,
} from '../rule.ts';
import { isCompanyCode } from './company-code.ts';

type Role = 'platform' | 'merchant' | 'payment' | 'carrier' | 'declarant' | 'area' | 'guarantor';

/** A company as a paper names it. */
interface Named {
  readonly field: string;
  readonly code: string;
  readonly role: Role;
  /** ISO 3166-1 alpha-2: a foreign company goes by a code of its own. */
  readonly country: string;
}

const codes = `${messages}: 10-digit registration or 18-character credit code (GB 32100); return code -10102`;
const roles = `${messages}: registered companies and their types; return codes -10101, -10102`;

/**
 * Companies as customs knows them (check 11). Each paper's sender mends its own: so the two rules stand once for each
 * paper. A foreign platform has no code in China: it goes by 无.
 */
export const companyRules: readonly Rule[] = [
  ...(
    [
      [order, 'order'],
      [receipt, 'receipt'],
      [payment, 'payment'],
      [waybill, 'waybill'],
      [list, 'list'],
    ] as const
  ).flatMap(([owner, paper]) => [
    rule({ ...owner, code: 'COMPANY_CODE', check: 11, foresees: ['-10102'], source: codes }, [paper], (papers) =>
      namedIn[paper](papers).map(({ field, code }) => ({
        ...pair(field, '10 or 18 characters, check character', code, 'law'),
        agrees: isCompanyCode(code) || code === '无',
      })),
    ),
    rule(
      { ...owner, code: 'COMPANY_ROLE', check: 11, foresees: ['-10101', '-10102'], source: roles },
      [paper],
      (papers) => namedIn[paper](papers).flatMap((one) => registered(one, papers)),
    ),
  ]),
  rule(
    {
      ...list,
      ...{ code: 'GUARANTEE', check: 11 },
      source: `${messages}: 621 assureCode; GACC announcement 2016 No. 26: the tax is guaranteed`,
    },
    ['list'],
    (papers) => {
      const entry = papers.list.import;
      if (entry === undefined) return [];
      const field = 'list.import.assureCode';
      const there = { ...pair(field, '担保企业编号 number of the guarantor', entry.assureCode, 'law') };
      return [
        { ...there, agrees: entry.assureCode !== '' },
        ...registered({ field, code: entry.assureCode, role: 'guarantor', country: 'CN' }, papers),
      ];
    },
  ),
];

const namedIn: Readonly<Record<Paper, (papers: Papers) => readonly Named[]>> = {
  order: ({ order: paper }) => [
    ...as('platform', 'order.platform', paper?.platform),
    ...as('merchant', 'order.merchant', paper?.merchant),
  ],
  receipt: ({ receipt: paper }) => as('payment', 'receipt.institution', paper?.institution),
  payment: ({ payment: paper }) => as('payment', 'payment.institution', paper?.institution),
  waybill: ({ waybill: paper }) => as('carrier', 'waybill.carrier', paper?.carrier),
  list: ({ list: paper }) => [
    ...as('declarant', 'list.agent', paper?.agent),
    ...as('area', 'list.import.area', paper?.import?.area),
  ],
};

// Who receives money from abroad may have no code at all.
function as(role: Role, name: string, party: Complete<Party> | undefined): readonly Named[] {
  if (party === undefined || party.code === '') return [];
  return [{ field: `${name}.code`, code: party.code, role, country: party.country }];
}

/** Nothing is compared where nobody told us whom customs has registered. */
function registered({ field, code, role, country }: Named, { companies, day }: Papers): readonly Pair[] {
  if (companies.length === 0 || country !== 'CN') return [];
  const holds = ({ validFrom, validTo }: Company) => validFrom <= day && (validTo === undefined || day <= validTo);
  const known = companies.find((company) => company.code === code && holds(company));
  const actual = known === undefined ? `${code}: not registered` : `${code}: ${known.roles.join(', ')}`;
  const agrees = known?.roles.includes(role) ?? false;
  return [{ ...pair(field, agrees ? actual : `registered as ${role}`, actual, 'register'), agrees }];
}
