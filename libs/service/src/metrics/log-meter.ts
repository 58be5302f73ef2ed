import type { Meter } from '@opentelemetry/api';
import type { Clock, MachineClock } from '@portolan/engine';
import type { LogObserver } from './observed-log.ts';

/**
 * Measures what goes onto the log and what consumers take. Names as OpenTelemetry's semantic conventions 1.45 have
 * them; freshness is ours.
 */
export function logMeter(meter: Meter, machine: MachineClock, clock: Clock): LogObserver {
  const sent = meter.createCounter('messaging.client.sent.messages', {
    description: 'Events that the log acknowledged, by topic.',
  });
  const sending = meter.createHistogram('messaging.client.operation.duration.seconds', {
    description: 'How long sends to the log took, by topic; error_type where it did not acknowledge.',
  });
  const consumed = meter.createCounter('messaging.client.consumed.messages', {
    description: 'Events that consumers took, by consumer and topic.',
  });
  const processing = meter.createHistogram('messaging.process.duration.seconds', {
    description: 'How long batches took, by consumer and topic; error_type where one will be tried again.',
  });
  const freshness = meter.createHistogram('portolan.projection.freshness.seconds', {
    description: 'From the time of an event until a consumer had applied it, of the oldest event in each batch.',
  });

  return {
    sending(topic, records) {
      const from = machine.now();
      const destination = { 'messaging.destination.name': topic };
      return (acknowledged) => {
        const trouble = acknowledged ? {} : { 'error.type': 'unacknowledged' };
        sending.record((machine.now() - from) / 1_000, {
          'messaging.operation.name': 'send',
          ...destination,
          ...trouble,
        });
        if (acknowledged) sent.add(records, destination);
      };
    },
    // From 0 on, so that the first ones show as a change.
    reading(group, _subscription, topics) {
      for (const topic of topics) {
        consumed.add(0, { 'messaging.consumer.group.name': group, 'messaging.destination.name': topic });
      }
    },
    taking(group, { topic, records }) {
      const from = machine.now();
      const where = { 'messaging.consumer.group.name': group, 'messaging.destination.name': topic };
      return (taken) => {
        processing.record((machine.now() - from) / 1_000, taken ? where : { ...where, 'error.type': 'failed' });
        if (!taken) return;
        consumed.add(records.length, where);
        const age = Date.parse(clock.now()) - Date.parse(records[0]?.headers['ce_time'] ?? '');
        if (age >= 0) freshness.record(age / 1_000, { consumer: group });
      };
    },
  };
}
