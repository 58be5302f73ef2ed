import { EscrowsDefinition } from '@portolan/contracts/fx/v1/escrows';
import { type Runtime, type ServiceDefinition, serve } from '@portolan/service';
import {
  acceptDispute,
  cancelDispute,
  decideDispute,
  escalateDispute,
  getDispute,
  getEvidencePack,
  giveEvidence,
  listDisputes,
  offerSplit,
  raiseDispute,
  reverseChargeback,
} from './api/disputes.ts';
import {
  extendInspection,
  getEscrow,
  listEscrows,
  proposeMilestones,
  proveMilestone,
  releaseMilestone,
} from './api/milestones.ts';
import type { Rules } from './api/rules.ts';
import {
  appealWithholding,
  decideWithholding,
  listSecurities,
  listWithholdings,
  putDeposit,
  returnDeposit,
  withholdProceeds,
} from './api/withholdings.ts';
import type { FxConfig } from './config.ts';
import { advanceDue, disputeDue } from './processes/deadlines.ts';
import { holding } from './processes/holding.ts';
import { disputes, escrows, securities, withholdings } from './projections/escrows.ts';

export const disputesProjections = [escrows, disputes, withholdings, securities] as const;

/** Escrows in parts, disputes over them, withheld proceeds, deposits and advances. */
export function disputesRoom(config: FxConfig, runtime: Runtime, rules: Rules) {
  const told = config.PORTOLAN_FX_DISPUTES;
  const days = { negotiation: told.negotiation, early: told.early, evidence: told.evidence };
  const windows = {
    ...{ claimDays: told.claim, chargebackDays: told.chargeback },
    chargebackMostDays: told.chargebackMost,
  };
  const terms = { days, windows, fees: told.fees };
  return {
    requests: [holding(runtime.commands, { windows, advanceMonths: told.advanceMonths })],
    timers: [disputeDue(days), advanceDue],
    serves: [
      serve(EscrowsDefinition, {
        listEscrows: listEscrows(runtime),
        getEscrow: getEscrow(runtime, rules),
        proposeMilestones: proposeMilestones(runtime, rules),
        proveMilestone: proveMilestone(runtime, rules),
        releaseMilestone: releaseMilestone(runtime, rules),
        extendInspection: extendInspection(runtime, rules, told.extension),
        raiseDispute: raiseDispute(runtime, rules, terms),
        listDisputes: listDisputes(runtime),
        getDispute: getDispute(runtime, rules),
        giveEvidence: giveEvidence(runtime, rules),
        getEvidencePack: getEvidencePack(runtime, rules),
        offerSplit: offerSplit(runtime, rules),
        acceptDispute: acceptDispute(runtime, rules),
        escalateDispute: escalateDispute(runtime, rules, terms),
        decideDispute: decideDispute(runtime, rules),
        cancelDispute: cancelDispute(runtime, rules),
        reverseChargeback: reverseChargeback(runtime, rules),
        withholdProceeds: withholdProceeds(runtime, rules, windows),
        listWithholdings: listWithholdings(runtime),
        appealWithholding: appealWithholding(runtime, rules),
        decideWithholding: decideWithholding(runtime, rules),
        putDeposit: putDeposit(runtime),
        returnDeposit: returnDeposit(runtime),
        listSecurities: listSecurities(runtime),
      }),
    ],
  } satisfies Partial<ServiceDefinition>;
}
