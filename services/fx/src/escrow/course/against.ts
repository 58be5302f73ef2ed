import { type Refusal, refuse } from '@portolan/eventsourcing';
import type { EscrowCommand, EscrowRefusal } from '../state.ts';
import type { Position } from './positions.ts';
import { course, type Otherwise } from './table.ts';

/** By command and position: what stands against it; absent where it makes a move. */
const table: ReadonlyMap<string, Otherwise> = new Map(
  course.flatMap(({ command, otherwise }) =>
    Object.entries(otherwise).map(([position, what]) => [`${command} ${position}`, what] as const),
  ),
);

/** Why a command makes no move at this position, or [] where that is no wrong; undefined where it may make one. */
export function against(
  command: EscrowCommand['type'],
  { status, orderNo }: { readonly status: Position; readonly orderNo: string },
): Refusal<EscrowRefusal> | readonly [] | undefined {
  const what = table.get(`${command} ${status}`);
  if (what === undefined) return undefined;
  return what === 'NOTHING' ? [] : refuse(what, { orderNo });
}
