import type { Jurisdiction, Rule } from '../rule.ts';
import { label, series } from './series.ts';

// Alcohol and tobacco: chapters 22 (from beer on) and 24.
const hs = ['2203', '2204', '2205', '2206', '2207', '2208', '24'];

const of = (jurisdiction: Jurisdiction, source: string): Rule[] =>
  series(
    {
      ...{ id: `${jurisdiction.toLowerCase()}-excise-goods`, kind: 'excise-goods', jurisdiction },
      title: label('Goods that bear excise', '应征消费税的货物'),
    },
    {
      ...{ from: '2016-01-01', source, checked: false, parameters: { hs } },
      note: 'amounts of excise are not entered: such goods are refused, never priced without it',
    },
  );

/** Goods for which no figure would be right, since their excise is not entered. */
export const exciseGoods: readonly Rule[] = [
  ...of('EU', 'Directive (EU) 2020/262; Agencia Tributaria, low-value manual 2.2.1.1'),
  ...of('GB', 'gov.uk appendix 21H'),
  ...of('US', '26 USC chapters 51 and 52'),
];
