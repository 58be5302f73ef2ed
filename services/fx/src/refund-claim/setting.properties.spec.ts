import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { standing } from '../rig/refunds.ts';
import { type NoteExport, refundExport } from './export.ts';
import { refundProfile } from './profile.ts';

it('a method is one of three, and said once', () => {
  const set = (method: string) => ({ type: 'SetRefundProfile', method }) as const;
  anyHistory('fx refund-profile', {
    service: 'fx',
    aggregate: refundProfile,
    roads: [[set('TRADER'), set('PRODUCER'), set('NONE')]],
    wild: fc.constantFrom('TRADER', 'PRODUCER', 'NONE', 'none', '').map(set),
    events: { RefundProfileSet: true },
    laws({ before, after }) {
      holds(before.method !== after.method, 'it changed', after);
    },
  });
});

it('the lines of an export are those that were noted last', () => {
  const { declarationId, orderId, orderNo, tradeMode, method, line } = standing;
  const note = (lines: number): NoteExport => ({
    ...{ type: 'NoteExport', declarationId, orderId, orderNo, tradeMode, method },
    lines: Array.from({ length: lines }, (_, index) => ({ ...line, line: index + 1 })),
  });
  anyHistory('fx refund-export', {
    service: 'fx',
    aggregate: refundExport,
    roads: [[note(1), note(2)]],
    wild: fc.nat({ max: 3 }).map(note),
    events: { RefundExportNoted: true },
    counts: () => true,
    laws({ after, command }) {
      holds(after.noted?.lines.length === command.lines.length, 'as they were noted last', after);
    },
  });
});
