import { logConformance } from '../conformance/log.ts';
import { simulatedLog } from './log.ts';
import { createLogKept } from './log-kept.ts';
import { quietLife } from './rig/quiet-life.ts';

logConformance('The simulated log', async () => {
  const kept = createLogKept(4);
  const { life, end } = quietLife();
  const reopen = async (partitions = 4) => simulatedLog(kept, life, partitions);
  return { log: await reopen(), reopen, dispose: async () => end() };
});
