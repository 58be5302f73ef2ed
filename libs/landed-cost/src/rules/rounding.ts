import type { Jurisdiction, Rule } from '../rule.ts';
import { label, series } from './series.ts';

const ours = 'our own rule: the official one was not found';

const of = (jurisdiction: Jurisdiction): Rule[] => [
  ...series(
    {
      ...{ id: `${jurisdiction.toLowerCase()}-rounding`, kind: 'rounding', jurisdiction },
      title: label('Rounding: half up, per tax and line', '逐项逐税四舍五入至分'),
    },
    { from: '2000-01-01', source: ours, checked: false, parameters: { mode: 'half-up' } },
  ),
  ...series(
    {
      ...{ id: `${jurisdiction.toLowerCase()}-allocation`, kind: 'allocation', jurisdiction },
      title: label('Freight and insurance by value, the last line takes the rest', '运保费按货值分摊，尾差归末项'),
    },
    { from: '2000-01-01', source: ours, checked: false, parameters: { by: 'value' } },
  ),
];

/** How figures are rounded and costs are spread, by jurisdiction. */
export const roundings: readonly Rule[] = (['CN', 'EU', 'GB', 'US'] as const).flatMap(of);
