import { RefundClaimsDefinition } from '@portolan/contracts/fx/v1/claims';
import type { Projection } from '@portolan/engine';
import { type Runtime, serve } from '@portolan/service';
import { statementSeal } from './adapters/statement-seal.ts';
import {
  answerRefundClaim,
  correctRefundClaim,
  getRefundClaim,
  getRefundProfile,
  listRefundClaims,
  moveRefundGoods,
  openRefundClaim,
  recordRefundDocument,
  setRefundProfile,
  settleRefundClaim,
  submitRefundClaim,
} from './api/refund-claims.ts';
import { getStatement, listStatementKeys, signStatement } from './api/statements.ts';
import type { FxConfig } from './config.ts';
import { refundClaims as claiming, refundDays } from './processes/refund-claims.ts';
import { refundClaims } from './projections/refund-claims.ts';
import { statementFacts } from './projections/statement-facts.ts';

export const refundProjections: readonly Projection<never>[] = [refundClaims, statementFacts];

/** Refunds of tax on exports, and statements to third parties. */
export function refundRoom(config: FxConfig, runtime: Runtime, nameOf: (tenant: string) => string) {
  const seal = statementSeal(config.PORTOLAN_FX_STATEMENT_KEY, config.PORTOLAN_FX_STATEMENT_RETIRED_KEYS);
  return {
    reactions: [claiming(runtime.commands)],
    timers: [refundDays],
    serves: [
      serve(RefundClaimsDefinition, {
        setRefundProfile: setRefundProfile(runtime),
        getRefundProfile: getRefundProfile(runtime),
        openRefundClaim: openRefundClaim(runtime),
        recordRefundDocument: recordRefundDocument(runtime),
        submitRefundClaim: submitRefundClaim(runtime),
        answerRefundClaim: answerRefundClaim(runtime),
        correctRefundClaim: correctRefundClaim(runtime),
        moveRefundGoods: moveRefundGoods(runtime),
        settleRefundClaim: settleRefundClaim(runtime),
        getRefundClaim: getRefundClaim(runtime),
        listRefundClaims: listRefundClaims(runtime),
        signStatement: signStatement(runtime, seal, nameOf),
        getStatement: getStatement(runtime),
        listStatementKeys: listStatementKeys(seal),
      }),
    ],
  };
}
