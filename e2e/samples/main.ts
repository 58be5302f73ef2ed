import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from './day.ts';
import { paymentSamples } from './payments.ts';
import { samplesOf } from './samples.ts';

// make samples DIR=…: one file per message, for whoever wants to validate them.
const folder = process.env['DIR'] || '.data/samples';
const seed = process.env['SEED'] || 'samples';
const samples = [...(await samplesOf(seed)), ...paymentSamples(dayOf(seed))];
await mkdir(folder, { recursive: true });
for (const { file, xml } of samples) await writeFile(join(folder, file), xml);
process.stdout.write(`${samples.length} messages in ${folder}\n`);
