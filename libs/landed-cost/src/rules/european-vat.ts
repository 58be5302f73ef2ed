import type { MemberState, Rule, VatClass } from '../rule.ts';
import { label, series } from './series.ts';

const tables = 'public tables of VAT rates (mindlink.lv, calculariva.app, caponeshop.it)';

const vat = (state: MemberState, of: VatClass, ...rates: readonly (readonly [from: string, rate: string])[]): Rule[] =>
  series(
    {
      ...{ id: `${state.toLowerCase()}-vat-${of}`, kind: 'vat', jurisdiction: state, regimes: ['EU_IMPORT'] },
      title: label(`VAT of ${state}, ${of} rate`, `${state} 增值税${of === 'standard' ? '标准' : '低'}税率`),
    },
    ...rates.map(([from, rate]) => ({ from, source: tables, checked: false, parameters: { class: of, rate } })),
  );

const since = '2021-07-01';
const constant: readonly (readonly [MemberState, string])[] = [
  ['AT', '0.20'],
  ['BE', '0.21'],
  ['BG', '0.20'],
  ['CY', '0.19'],
  ['CZ', '0.21'],
  ['DE', '0.19'],
  ['DK', '0.25'],
  ['ES', '0.21'],
  ['FR', '0.20'],
  ['GR', '0.24'],
  ['HR', '0.25'],
  ['HU', '0.27'],
  ['IE', '0.23'],
  ['IT', '0.22'],
  ['LT', '0.21'],
  ['LV', '0.21'],
  ['MT', '0.18'],
  ['NL', '0.21'],
  ['PL', '0.23'],
  ['PT', '0.23'],
  ['SE', '0.25'],
  ['SI', '0.22'],
];

/** VAT by member state, since the e-commerce package (2021-07-01). Reduced rates: only where entered. */
export const europeanVat: readonly Rule[] = [
  ...constant.flatMap(([state, rate]) => vat(state, 'standard', [since, rate])),
  ...vat('EE', 'standard', [since, '0.20'], ['2024-01-01', '0.22'], ['2025-07-01', '0.24']),
  ...vat('FI', 'standard', [since, '0.24'], ['2024-09-01', '0.255']),
  ...vat('LU', 'standard', [since, '0.17'], ['2023-01-01', '0.16'], ['2024-01-01', '0.17']),
  ...vat('RO', 'standard', [since, '0.19'], ['2025-08-01', '0.21']),
  ...vat('SK', 'standard', [since, '0.20'], ['2025-01-01', '0.23']),
  ...vat('DE', 'reduced', [since, '0.07']),
  ...vat('FR', 'reduced', [since, '0.055']),
  ...vat('NL', 'reduced', [since, '0.09']),
];
