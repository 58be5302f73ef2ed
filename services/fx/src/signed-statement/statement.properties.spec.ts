import { given } from '@portolan/testkit';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type SignStatement, signedStatement } from './statement.ts';

const sign: SignStatement = {
  ...{ type: 'SignStatement', statementId: 's', kind: 'receipts', recipient: 'Bank', recipientKind: 'BANK' },
  ...{ from: '2026-03-01', until: '2026-03-31', asOf: '2026-04-01T00:00:00.000Z', facts: 2 },
  ...{ keyId: 'k', sha256: 'ab', document: '{}' },
};

it('a statement is signed once and never changes', () => {
  anyHistory('fx signed-statement', {
    service: 'fx',
    aggregate: signedStatement,
    roads: [[sign]],
    wild: fc
      .record({
        kind: fc.constantFrom('orders', 'everything'),
        recipient: fc.constantFrom('Bank', ''),
        recipientKind: fc.constantFrom('INSURER', 'FRIEND'),
        until: fc.constantFrom('2026-03-31', '2026-02-01', 'soon'),
      })
      .map((change) => ({ ...sign, ...change })),
    events: { StatementSigned: true },
    over: ({ signed }) => signed?.document,
    laws({ history }) {
      holds(history.length === 1, 'one event', history);
    },
  });
});

it('says what, for whom and of when', () => {
  const wrong = { kind: 'everything', recipientKind: 'FRIEND', recipient: '', from: 'soon', until: '2026-02-01' };
  for (const [field, value] of Object.entries(wrong)) {
    given(signedStatement, [])
      .when({ ...sign, [field]: value })
      .thenRefused('STATEMENT_INVALID', { field });
  }
});
