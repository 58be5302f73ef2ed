import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{libs,services,deploy}/**/src/**/*.{spec,int}.ts', 'e2e/**/*.e2e.ts', 'e2e/**/*.spec.ts'],
    exclude: ['**/node_modules/**'],
    passWithNoTests: false,
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
