import type { Doors, Life } from '@portolan/testkit/simulation';
import type { Cast } from '../story/cast.ts';
import { simulatedApi } from './api.ts';
import { keys } from './settings.ts';

/** Everybody who plays, each with a key of its own. */
export function castOf(doors: Doors, life: Life): Cast {
  const as = (tenant: string) => simulatedApi(doors, life, 'gateway', keys[tenant] ?? '');
  return {
    merchant: as('merchant-shenzhen'),
    importer: as('merchant-ningbo'),
    platform: as('platform-yongjiang'),
    operator: as('operator'),
    zoneOperator: as('operator-ningbo'),
    overseasOperator: as('operator-portland'),
    customsOffice: as('customs-3105'),
    operations: as('portolan'),
    outside: simulatedApi(doors, life, 'sandbox', ''),
  };
}
