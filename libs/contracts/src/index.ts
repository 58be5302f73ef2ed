export * from './catalogue.ts';
export * from './complete.ts';
export * from './language.ts';
export * from './refusals/index.ts';
