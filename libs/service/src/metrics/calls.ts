import type { Meter } from '@opentelemetry/api';
import type { Commands, MachineClock } from '@portolan/engine';

/** Measures how gRPC calls end. Names as OpenTelemetry's semantic conventions 1.45 have them. */
export interface CallMeter {
  /** A call of this method begins; the answer is told how it ended. */
  begin(method: string): (status: string, refusal?: string) => void;
}

export function callMeter(meter: Meter, machine: MachineClock): CallMeter {
  const duration = meter.createHistogram('rpc.server.call.duration.seconds', {
    description: 'How long gRPC calls took that were served, by method and status.',
  });
  const refusals = meter.createCounter('portolan.refusals', { description: 'Calls that were refused, by code.' });
  return {
    begin(method) {
      const from = machine.now();
      return (status, refusal) => {
        const attributes = { 'rpc.method': method, 'rpc.response.status_code': status };
        duration.record((machine.now() - from) / 1_000, attributes);
        if (refusal !== undefined) refusals.add(1, { code: refusal });
      };
    },
  };
}

/** Counts what commands led to, as handlers give them: ok, refused, or failed where nobody knows. */
export function countedCommands(commands: Commands, meter: Meter): Commands {
  const count = meter.createCounter('portolan.commands', {
    description: 'Commands that handlers gave, by aggregate and outcome: ok, refused or failed.',
  });
  return {
    ...commands,
    async execute(aggregate, id, command, context) {
      const add = (outcome: string) => count.add(1, { aggregate: aggregate.name, outcome });
      try {
        const outcome = await commands.execute(aggregate, id, command, context);
        add(outcome.ok ? 'ok' : 'refused');
        return outcome;
      } catch (error) {
        add('failed');
        throw error;
      }
    },
  };
}
