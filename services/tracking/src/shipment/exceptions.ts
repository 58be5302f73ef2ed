import { Milestone } from '@portolan/contracts/tracking/v1/types';

/** What EMSEVT has no code for: a carrier says it in a code of its own. */
export type ExceptionMilestone =
  | typeof Milestone.MILESTONE_LOST
  | typeof Milestone.MILESTONE_DAMAGED
  | typeof Milestone.MILESTONE_RETURNED_TO_SENDER;

/** Carriers' codes, in capitals, and the milestone that each means. */
export type ExceptionCodes = Readonly<Record<string, ExceptionMilestone>>;

/**
 * Codes of public aggregators (AfterShip sub-tags Exception_010 to 013, Shippo sub-statuses, EasyPost). Which milestone
 * each means is our own reading, unchecked against any carrier: configuration replaces it.
 */
export const localExceptionCodes: ExceptionCodes = {
  EXCEPTION_013: Milestone.MILESTONE_LOST,
  PACKAGE_LOST: Milestone.MILESTONE_LOST,
  EXCEPTION_012: Milestone.MILESTONE_DAMAGED,
  PACKAGE_DAMAGED: Milestone.MILESTONE_DAMAGED,
  EXCEPTION_010: Milestone.MILESTONE_RETURNED_TO_SENDER,
  EXCEPTION_011: Milestone.MILESTONE_RETURNED_TO_SENDER,
  RETURN_TO_SENDER: Milestone.MILESTONE_RETURNED_TO_SENDER,
};
