import type { CustomsEvent } from '@portolan/contracts';
import { type Course, courses, type Move, type Position, type Sign } from './table.ts';

/** Where a declaration comes to by a sign; undefined where its course knows no such move from there. */
export function after(course: Course, position: Position, sign: Sign): Position | undefined {
  const moves: readonly Move[] = courses[course];
  return moves.find((move) => move.sign === sign && move.from.includes(position))?.to;
}

interface Outbox {
  /** The kind of its list. */
  readonly list: string;
  /** All of its documents were taken. */
  readonly documentsSent: boolean;
}

/** What an event is a sign of; undefined where it moves nothing by itself. */
export function signOf({ type, data }: CustomsEvent, { list, documentsSent }: Outbox): Sign | undefined {
  switch (type) {
    case 'DeclarationDrafted':
      return 'DRAFT';
    case 'DeclarationResubmitted':
      return 'RESUBMIT';
    case 'MessageSent':
      if (data.kind === list) return 'SEND_LIST';
      return documentsSent ? 'SEND_DOCUMENTS' : undefined;
    case 'DocumentsAccepted':
      return 'ACCEPT_DOCUMENTS';
    case 'DeclarationStored':
      return 'STORE';
    case 'DeclarationUnderReview':
      return reviewOf(data.status);
    case 'DeclarationReleased':
      return 'RELEASE';
    case 'DeclarationClosed':
      return 'CLOSE';
    case 'DeclarationReturned':
      return data.status === '700' ? 'SHIP_BACK' : 'RETURN';
    case 'DeclarationSummarised':
      return 'SUMMARISE';
    case 'DeclarationEntered':
      return 'ENTER';
    case 'DeclarationCancelled':
      return 'CANCEL';
    default:
      return undefined;
  }
}

function reviewOf(status: string): Sign {
  if (status === '300') return 'REVIEW';
  return status === '500' ? 'INSPECT' : 'DETAIN';
}
