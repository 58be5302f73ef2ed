import type { Doors, Life } from '@portolan/testkit/simulation';
import { type Cast, castOn } from '../story/cast.ts';
import { simulatedApi } from './api.ts';
import { keys } from './settings.ts';

/** Everybody who plays, each with a key of its own. */
export function castOf(doors: Doors, life: Life): Cast {
  const as = (tenant: string) => simulatedApi(doors, life, 'gateway', keys[tenant] ?? '');
  return castOn(as, simulatedApi(doors, life, 'sandbox', ''));
}
