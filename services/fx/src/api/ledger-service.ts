import { LedgerDefinition } from '@portolan/contracts/fx/v1/ledger';
import { type Runtime, serve } from '@portolan/service';
import { closePeriod, postReserved, reserveTransfer, reverseTransaction, voidReserved } from './bookkeeping.ts';
import { getAccountStatement, getTransaction, listReservations, listTransactions } from './books.ts';
import { verifyLedger } from './verification.ts';

/** The books: what was set aside, taken back, closed, and what they said at any time. */
export const serveLedger = (runtime: Runtime) =>
  serve(LedgerDefinition, {
    reserveTransfer: reserveTransfer(runtime),
    postReserved: postReserved(runtime),
    voidReserved: voidReserved(runtime),
    reverseTransaction: reverseTransaction(runtime),
    closePeriod: closePeriod(runtime),
    listReservations: listReservations(runtime),
    listTransactions: listTransactions(runtime),
    getTransaction: getTransaction(runtime),
    getAccountStatement: getAccountStatement(runtime),
    verifyLedger: verifyLedger(runtime),
  });
