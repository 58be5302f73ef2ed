import { blank, type Fields, guid, moment, oneOf, second, status, text } from '../table/field.ts';

type Named<Role extends string> = { readonly [K in `${Role}Code` | `${Role}Name`]: ReturnType<typeof text> };

/** Code and name of a company in a role: ebp, ebc, logistics, agent … */
export function company<const Role extends string>(role: Role): Named<Role> {
  return {
    [`${role}Code`]: text(18, '10-digit customs registration or 18-character unified credit code'),
    [`${role}Name`]: text(100),
  } as Named<Role>;
}

/** What every head of a company starts with. */
export const opening = {
  guid,
  appType: oneOf(['1', '2', '3'], '1 new, 2 change, 3 delete'),
  appTime: second('China time; a change must be later than what it changes'),
  appStatus: oneOf(['1', '2'], '1 save, 2 declare'),
} as const satisfies Fields;

/** What a reply of the import family ends with. */
export const outcome = {
  returnStatus: status,
  returnTime: moment(),
  returnInfo: text(1000),
} as const satisfies Fields;

/** What a reply of the export family ends with: its text may be empty. */
export const exportOutcome = { ...outcome, returnInfo: blank(text(1000)) } as const satisfies Fields;

/** The yuan, in customs' own numbers. */
export const yuan = oneOf(['142'], 'yuan alone');
/** Resident identity card: the only kind that is taken. */
export const residentId = oneOf(['1'], 'resident identity card alone');

export const buyer = {
  buyerIdType: residentId,
  buyerIdNumber: text(60),
  buyerName: text(60),
  buyerTelephone: text(30),
} as const satisfies Fields;

/** Bonded goods alone must say it. */
export const bonded = { '1210': 'mandatory', '1239': 'mandatory' } as const;
/** The leg across the border: bonded goods cross it long before they are sold. */
export const direct = { '9610': 'mandatory', '1210': 'empty', '1239': 'empty' } as const;
