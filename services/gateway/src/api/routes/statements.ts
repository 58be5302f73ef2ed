import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import { signStatement, statementKeys, statementView } from '../schemas/statements.ts';

/** Statements to a bank, an insurer or a tax office, which they can check by themselves. */
export const statementRoutes = [
  route({
    ...{ method: 'POST', path: '/v1/signed-statements', tag: 'ledger', access: ['merchant'], write: true },
    summary: 'Sign a statement of your own facts for a third party',
    description:
      'By asking for it you consent that the named recipient sees what the statement discloses: days, order numbers, ' +
      'references, amounts and the events they rest on; no person.',
    ...{ params: noParams, query: noQuery, body: signStatement, status: 201, reply: commandReply },
    problems: ['STATEMENT_INVALID', 'STATEMENT_TOO_LARGE', 'ACCOUNT_NOT_FOUND'],
    examples: {
      body: {
        ...{ kind: 'receipts', recipientKind: 'BANK', recipient: 'Bank of Qianhai' },
        ...{ from: '2026-03-01', until: '2026-03-31' },
      },
    },
    handle: ({ body }, { command }, { clients }) => clients.refundClaims.signStatement(body, command),
  }),
  route({
    ...{ method: 'GET', path: '/v1/signed-statements/{id}', tag: 'ledger', access: ['merchant'] },
    summary: 'A signed statement, with the document to hand over',
    description: 'Write `document` into a file as it is; `make verify FILE=… KEYS=…` checks it without the suite.',
    ...{ params: byId, query: noQuery, status: 200, reply: statementView, problems: ['STATEMENT_NOT_FOUND'] },
    handle: ({ params }, { caller }, { clients }) => clients.refundClaims.getStatement({ id: params.id }, caller),
  }),
  route({
    ...{ method: 'GET', path: '/statement-keys', tag: 'ledger', access: 'public' },
    summary: 'The public keys by which anybody checks a signed statement',
    ...{ params: noParams, query: noQuery, status: 200, reply: statementKeys, problems: [] },
    handle: (_, { caller }, { clients }) => clients.refundClaims.listStatementKeys({}, caller),
  }),
];
