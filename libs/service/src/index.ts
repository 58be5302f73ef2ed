export * from './definition.ts';
export * from './grpc/errors.ts';
export * from './grpc/serve.ts';
export * from './host/environment.ts';
export * from './vault.ts';
