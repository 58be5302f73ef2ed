import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { samplesOf } from './samples.ts';

// make samples DIR=…: one file per message, for whoever wants to validate them.
const folder = process.env['DIR'] || '.data/samples';
const samples = await samplesOf(process.env['SEED'] || 'samples');
await mkdir(folder, { recursive: true });
for (const { file, xml } of samples) await writeFile(join(folder, file), xml);
process.stdout.write(`${samples.length} messages in ${folder}\n`);
