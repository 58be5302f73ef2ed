import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { type ExceptionCodes, localExceptionCodes } from './exceptions.ts';

// UPU EMSEVT v3: which milestone a code means. Codes that are none (held, attempted, terminated) are kept as scans.
const codes: Readonly<Partial<Record<Milestone, string>>> = {
  [Milestone.MILESTONE_PICKED_UP]: 'EMA',
  [Milestone.MILESTONE_IN_TRANSIT]: 'EMB EMJ EMK EDD EDE EMF',
  [Milestone.MILESTONE_EXPORT_CUSTOMS]: 'EXA EXB EXC',
  [Milestone.MILESTONE_DEPARTED_ORIGIN]: 'EMC',
  [Milestone.MILESTONE_ARRIVED_DESTINATION]: 'EMD',
  [Milestone.MILESTONE_IMPORT_CUSTOMS]: 'EDB',
  [Milestone.MILESTONE_CUSTOMS_RELEASED]: 'EDC',
  [Milestone.MILESTONE_AT_DELIVERY_OFFICE]: 'EMG EDF',
  [Milestone.MILESTONE_OUT_FOR_DELIVERY]: 'EDG',
  [Milestone.MILESTONE_DELIVERED]: 'EMI',
};

const milestones: ReadonlyMap<string, Milestone> = new Map(
  Object.entries(codes).flatMap(([milestone, list]) =>
    list.split(' ').map((code): [string, Milestone] => [code, milestone as Milestone]),
  ),
);

/**
 * The milestone of a carrier's code, in capitals: of EMSEVT, or one of the exceptions that EMSEVT has no code for.
 * MILESTONE_UNSPECIFIED for a code that is no milestone, or that we do not know.
 */
export function milestoneOf(code: string, exceptions: ExceptionCodes = localExceptionCodes): Milestone {
  const exception = Object.hasOwn(exceptions, code) ? exceptions[code] : undefined;
  return milestones.get(code) ?? exception ?? Milestone.MILESTONE_UNSPECIFIED;
}
