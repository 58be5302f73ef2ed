import { join } from 'node:path';
import { namedForUse, startServers } from '@portolan/servers';
import { holdFolder } from './data-folder.ts';
import { type ProcessSuite, startProcesses } from './processes/processes.ts';
import type { Suite, SuiteOptions } from './suite.ts';

/**
 * Brings MongoDB and Kafka up (or takes those that the environment names), then one process per service, which are
 * started again where they die; says where everything is. What is kept stays in the folder for the next start.
 * @throws ServersMissing, FolderInUse
 */
export async function upDistributed(options: SuiteOptions & { readonly prefix: string }): Promise<Suite> {
  const { data } = options;
  // Refused before servers are started on what another suite uses.
  holdFolder(data).release();
  console.log('MongoDB and Kafka are brought up ...');
  const servers = await startServers({ folder: join(data, 'servers'), named: namedForUse(process.env) });
  try {
    const suite = await startProcesses({ ...options, servers, supervised: true, tell: onScreen, usualPorts: true });
    announce(suite, data, servers.origin, servers);
    return {
      ...suite,
      async stop() {
        await suite.stop();
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

function onScreen(line: string): void {
  console.log(`${new Date().toISOString()}  ${line}`);
}

function announce(
  { processes, logFile }: ProcessSuite,
  data: string,
  origin: string,
  { mongoUrl, kafkaBrokers }: { readonly mongoUrl: string; readonly kafkaBrokers: readonly string[] },
): void {
  console.log(`Portolan runs one process per service and keeps its data in ${data}; logs are in ${logFile}`);
  console.log(`  MongoDB    ${mongoUrl.replace(/\/\/[^@/]*@/, '//')}`);
  console.log(`  Kafka      ${kafkaBrokers.join(',')}   (${origin})`);
  console.log(`  ${'service'.padEnd(10)} ${'gRPC'.padEnd(17)} ${'operations'.padEnd(23)} process`);
  for (const { name, address, operationsPort, pid } of Object.values(processes)) {
    const operations = `http://127.0.0.1:${operationsPort}`;
    console.log(`  ${name.padEnd(10)} ${address.padEnd(17)} ${operations.padEnd(23)} ${pid() ?? '-'}`);
  }
}
