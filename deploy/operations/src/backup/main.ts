import { backUp } from './backup.ts';
import { type Manifest, Refused } from './manifest.ts';
import type { Ahead } from './neighbours.ts';
import { restore } from './restore.ts';

// `make backup SERVICE=orders TO=<file>` and `make restore SERVICE=orders FROM=<file> [PREFIX=…] [LOG=new]`.
// 0: done; 1: it failed on the way; 2: refused, and nothing was changed.

const { SERVICE = '', TO = '', FROM = '', PREFIX, PORTOLAN_PREFIX, PORTOLAN_MONGO_URL: url = '', LOG } = process.env;
const restoring = process.argv[2] === 'restore';
const file = restoring ? FROM : TO;
const database = `${PREFIX || PORTOLAN_PREFIX || 'portolan'}_${SERVICE}`;

function told({ service, asOf, collections, sha256 }: Manifest): void {
  for (const { name, documents } of collections) console.log(`  ${name.padEnd(32)} ${documents}`);
  const documents = collections.reduce((sum, each) => sum + each.documents, 0);
  console.log(`${restoring ? 'Restored' : 'Backed up'} ${service} as of ${asOf}: ${documents} documents.`);
  console.log(restoring ? `${FROM} → ${database}` : `${database} → ${TO} (and ${TO}.json), SHA-256 ${sha256}`);
}

/** Archives of different moments do not fit quite: says where. */
function warnOf(ahead: readonly Ahead[]): void {
  if (ahead.length === 0) return;
  console.log('These had read events that their owner does not have any more, and were set back:');
  for (const { consumer, service: owner, events } of ahead)
    console.log(`  ${consumer.padEnd(32)} ${events} of ${owner}`);
  console.log('What they made of them stays: rebuild what is a view (make rebuild), and settle the rest by hand.');
}

try {
  const verb = restoring ? 'restore SERVICE=orders FROM=<file>' : 'backup SERVICE=orders TO=<file>';
  if (SERVICE === '' || file === '') throw new Refused(`Say which and where: make ${verb}.`);
  if (url === '') throw new Refused('Say where MongoDB is: PORTOLAN_MONGO_URL=mongodb://…');
  const common = { url, database, service: SERVICE };
  if (restoring) {
    const { manifest, ahead } = await restore({ ...common, from: FROM, newLog: LOG === 'new' });
    told(manifest);
    warnOf(ahead);
  } else told(await backUp({ ...common, to: TO }));
} catch (error) {
  console.error(error instanceof Refused ? error.message : error);
  process.exitCode = error instanceof Refused ? 2 : 1;
}
