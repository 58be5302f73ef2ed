import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSuite } from '@portolan/suite';
import { verify } from '../reader/verify.ts';
import { castOf } from '../story/cast.ts';
import { passing, playVolume, told } from '../story/volume.ts';
import { freePort } from '../support/ports.ts';

// node e2e/volume/main.ts --orders 1000 --seed x: its own suite on an empty folder, the volume story, an independent check.

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'portolan' },
    // Business time that passes at a go while nobody has anything to do.
    leap: { type: 'string', default: 'PT6H' },
  },
});
const data = '.data/volume';
rmSync(data, { recursive: true, force: true });
const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
const suite = await startSuite({ data, seed: values.seed, clock: 'step', ...ports });
const cast = castOf(suite, 60_000);
let failed = true;
try {
  const { settle } = suite;
  const { step } = passing(cast.merchant, 'leap', values.leap);
  const print = (line: string) => console.log(line);
  const figures = await playVolume(cast, { orders: Number(values.orders), seed: values.seed, settle, step, print });
  for (const line of told(figures)) console.log(line);
  const { events, breaches, open } = await verify(cast.merchant);
  for (const breach of breaches) console.log(`  BREACH  ${breach}`);
  for (const one of open) console.log(`  OPEN    ${one}`);
  console.log(`volume: ${figures.orders} orders, ${events} events, ${breaches.length} breaches, ${open.length} open`);
  failed = breaches.length + open.length > 0;
} finally {
  await suite.stop();
}
process.exit(failed ? 1 : 0);
