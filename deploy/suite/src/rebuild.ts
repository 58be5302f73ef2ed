import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues } from '@portolan/contracts';
import { forgetProjection, type Projection } from '@portolan/engine';
import { openSqliteDocumentStore } from '@portolan/store';
import { FolderInUse, holdFolder } from './data-folder.ts';
import { derived } from './derived.ts';
import { shards } from './suite.ts';

// `make rebuild`: empties projections of a suite that is stopped, so that its next start derives them anew.

/** Readers hold numbers of it, and in which order the topics were merged cannot be made again. */
const record = 'gateway.feed.v1';

/** It cannot be done, and this says why. */
class Refused extends Error {}

/** Empties the projections, each in one transaction. Says of each what was emptied. @throws Refused, FolderInUse */
async function rebuild(names: readonly string[], data: string): Promise<void> {
  if (names.length === 0) throw new Refused(`Say which: make rebuild PROJECTION=<name>. ${known()}`);
  const places = names.map((name) => ({ ...named(name), name }));
  for (const { service } of places) {
    if (!existsSync(fileOf(service, data))) throw new Refused(`There is nothing of ${service} in ${data}.`);
  }
  const hold = holdFolder(data);
  try {
    for (const { name, service, projection } of places) {
      console.log(`Emptied ${name} in ${data}: ${await empty(projection, fileOf(service, data))}.`);
    }
  } finally {
    hold.release();
  }
}

async function empty(projection: Projection<never>, file: string): Promise<string> {
  const store = openSqliteDocumentStore({ file });
  try {
    const forgotten = await forgetProjection(projection, { documents: store, catalogues, partitions: shards });
    const { documents, parked, checkpoints } = forgotten;
    const counts = Object.entries(documents).map(([collection, count]) => `${collection} ${count}`);
    return `documents of ${counts.join(', of ')}; parked events ${parked}; checkpoints ${checkpoints}`;
  } finally {
    await store.close();
  }
}

const fileOf = (service: string, data: string) => join(data, service, 'documents.db');

function named(name: string): { readonly service: string; readonly projection: Projection<never> } {
  for (const [service, projections] of Object.entries(derived)) {
    const projection = projections.find((each) => each.name === name);
    if (projection === undefined) continue;
    if (name !== record) return { service, projection };
    throw new Refused(
      `${record} is a record, not a view: its readers hold numbers of it, and the order in which the events of all ` +
        'services came together cannot be made again. It is never rebuilt.',
    );
  }
  throw new Refused(`There is no projection ${name}. ${known()}`);
}

function known(): string {
  const names = Object.values(derived).flatMap((all) => all.map(({ name }) => name));
  return `There are:\n  ${names.filter((name) => name !== record).join('\n  ')}`;
}

const { PROJECTION = '', DATA, PORTOLAN_DATA } = process.env;
const names = PROJECTION.split(/[\s,]+/).filter((name) => name !== '');
try {
  await rebuild(names, DATA || PORTOLAN_DATA || '.data/up');
  console.log('The next start of the suite reads this anew, from the beginning of the log.');
} catch (error) {
  if (!(error instanceof Refused || error instanceof FolderInUse)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
