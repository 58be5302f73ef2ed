import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, services } from './bundle.ts';

const folder = resolve(process.env['OUT'] || '.data/bundle');
const chosen = process.env['SERVICE'] ? [process.env['SERVICE']] : services;
await bundle(folder, chosen);
for (const service of chosen) {
  const file = join(folder, 'services', service, 'main.mjs');
  console.log(`${(statSync(file).size / 1e6).toFixed(1).padStart(5)} MB  ${file}`);
}
