import { after, signOf } from './course/moving.ts';
import type { Position } from './course/table.ts';
import { type Declaration, type DeclarationEvent, kindsOf, modeOf } from './state.ts';

/** Where a declaration comes to by an event; undefined where its course knows no such move; as it stands where it moves nothing. */
function positionAfter(state: Declaration, event: DeclarationEvent): Position | undefined {
  // Taken back before it was drafted: no mode is known, and no course.
  if (state.papers === undefined) return event.type === 'DeclarationCancelled' ? 'CANCELLED' : state.position;
  const { documents, list } = kindsOf(state.papers);
  // What is sent back of a document once its list is released takes nothing back: customs has let the goods go.
  if (event.type === 'DeclarationReturned' && state.released && documents.includes(event.data.kind)) return undefined;
  const documentsSent = documents.every((kind) => state.messages[kind]?.sent === true);
  const sign = signOf(event, { list, documentsSent });
  return sign === undefined ? state.position : after(modeOf(state.papers).course, state.position, sign);
}

/** True where its course lets it take all of these, one after another. */
export function standsOn(state: Declaration, events: readonly DeclarationEvent[]): boolean {
  let position: Position | undefined = state.position;
  for (const event of events) {
    position = positionAfter({ ...state, position }, event);
    if (position === undefined) return false;
  }
  return true;
}

/** The event, where the course lets it happen. */
export function allowed(state: Declaration, event: DeclarationEvent): DeclarationEvent[] {
  return standsOn(state, [event]) ? [event] : [];
}

/** The declaration where an event leads it to. What is only recorded (a message sent, overtaken by its reply) leaves it. */
export function moveTo(state: Declaration, event: DeclarationEvent): Declaration {
  const position = positionAfter(state, event) ?? state.position;
  return position === state.position ? state : { ...state, position };
}
