import { signEnvelope } from '@portolan/ceb/signature';
import type { Compose } from '@portolan/service';
import { bankCollections } from './bank/bank.ts';
import { exchangeCollections } from './bank/exchange.ts';
import { carrierCollections } from './carrier/carrier.ts';
import { chanceFrom } from './chance.ts';
import type { SandboxConfig } from './config.ts';
import { createHttp } from './http.ts';
import { playedCollections } from './played.ts';
import { createPushes, pushCollections } from './pushes.ts';
import { paymentDataCollections } from './single-window/payment-data.ts';
import { windowSigner } from './single-window/signer.ts';
import { singleWindowCollections } from './single-window/single-window.ts';
import { zoneCollections } from './zone/zone.ts';

/** The outside world for demos, tests and integrators: single window, bonded zone, bank and carriers. Never part of production. */
export const sandbox: Compose<SandboxConfig> = (config, runtime) => {
  const signer = windowSigner(config.PORTOLAN_SANDBOX_WINDOW_KEY);
  const secrets = {
    bank: config.PORTOLAN_SANDBOX_BANK_SECRET,
    customs: config.PORTOLAN_SANDBOX_CUSTOMS_SECRET,
    carriers: config.PORTOLAN_SANDBOX_CARRIER_SECRET,
    zone: config.PORTOLAN_SANDBOX_ZONE_SECRET,
  };
  const pushes = createPushes(runtime, config.PORTOLAN_SANDBOX_GATEWAY_URL, secrets, {
    customs: (body) => signEnvelope(body, signer),
  });
  const windowPerMinute = config.PORTOLAN_SANDBOX_WINDOW_PER_MINUTE;
  const world = { runtime, chance: chanceFrom(config.PORTOLAN_SANDBOX_SEED), pushes, windowPerMinute };
  return {
    name: 'sandbox',
    catalogue: undefined,
    projections: [],
    reactions: [],
    requests: [],
    timers: [],
    collections: {
      ...pushCollections,
      ...singleWindowCollections,
      ...paymentDataCollections,
      ...bankCollections,
      ...exchangeCollections,
      ...carrierCollections,
      ...zoneCollections,
      ...playedCollections,
    },
    serves: [],
    lives: [pushes, createHttp(world, config.PORTOLAN_SANDBOX_HOST, config.PORTOLAN_SANDBOX_PORT)],
  };
};
