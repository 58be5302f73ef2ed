export * from './currency.ts';
export * from './measure.ts';
export * from './money.ts';
export * from './rounding.ts';
