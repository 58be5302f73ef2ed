export * from './definition.ts';
export * from './vault.ts';
