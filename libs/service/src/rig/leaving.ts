import { setTimeout as pause } from 'node:timers/promises';
import { CommandReply, Money } from '@portolan/contracts/common/v1/types';
import { z } from 'zod';
import { serve } from '../grpc/serve.ts';
import { runService } from '../host/run.ts';

// A service in a process of its own, whose calls take a moment: for stopping it while they are under way.

const method = { requestStream: false, responseStream: false, options: {} } as const;
export const FerryDefinition = {
  name: 'Ferry',
  fullName: 'portolan.ferry.v1.Ferry',
  methods: { cross: { ...method, name: 'Cross', requestType: Money, responseType: CommandReply } },
} as const;

if (process.argv[1] === import.meta.filename) {
  await runService('ferry', z.object({}), () => ({
    ...{ name: 'ferry', catalogue: undefined, projections: [], reactions: [], requests: [], timers: [] },
    serves: [
      serve(FerryDefinition, {
        async cross({ minor }) {
          await pause(20);
          return { id: process.env['PORTOLAN_INSTANCE'] ?? '', stream: '', version: minor };
        },
      }),
    ],
  }));
}
