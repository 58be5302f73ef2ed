export * from './catalogue.ts';
export * from './complete.ts';
export * from './language.ts';
export * from './refusals/index.ts';
export * from './sentences/holds.ts';
export * from './sentences/orders.ts';
