import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest begins first, so that nothing is waited for alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const weight = ({ moduleId }: TestSpecification) =>
      moduleId.includes('/e2e/kill/') ? 0 : moduleId.endsWith('.e2e.ts') ? 1 : moduleId.endsWith('.int.ts') ? 2 : 3;
    return [...files].sort((one, other) => weight(one) - weight(other) || one.moduleId.localeCompare(other.moduleId));
  }
}

/** A real Kafka and a real MongoDB are started for it; those that were killed come back when the machine lets them. */
const onRealServers = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  globalSetup: ['libs/servers/src/for-tests.ts'],
};

export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Much of a whole-suite test is waiting for processes of its own.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'spec',
          sequence: { groupOrder: 0 },
          include: ['{libs,services,deploy}/**/src/**/*.spec.ts', 'e2e/**/*.spec.ts'],
          // Pure: they share nothing that one could spoil for another.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'running',
          include: ['{libs,services,deploy}/**/src/**/*.int.ts', 'e2e/**/*.e2e.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          // After all the others.
          name: 'real',
          sequence: { groupOrder: 1 },
          include: ['{libs,services,deploy}/**/src/**/*.real.ts'],
          ...onRealServers,
        },
      },
      {
        extends: true,
        test: {
          // The suite as processes on real servers, alone on the machine.
          name: 'distributed',
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
          include: ['e2e/{chaos,deploy,distributed}/**/*.real.ts'],
          ...onRealServers,
        },
      },
      {
        extends: true,
        test: {
          // Takes every processor for as long as it is given.
          name: 'alone',
          sequence: { groupOrder: 3 },
          maxWorkers: 1,
          include: ['e2e/**/*.alone.ts'],
        },
      },
    ],
  },
});
