import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type FileList, type ListCommand, type ListedParcel, verificationListOf } from './verification-list.ts';

const goods = {
  ...{ sku: 'MILK', lot: 'L', hsCode: '1901101000', name: 'Infant formula', origin: 'NZ' },
  price: { minor: 12050n, currency: 'CNY' },
};
const line = { line: 1, recordNo: '', ...goods, quantity: 10n };
const bucket = { warehouseId: 'W', owner: 'merchant', sku: 'MILK', lot: 'L' };
const base = { type: 'File', by: 'operator', listId: 'V1', warehouseId: 'W' } as const;
const entering: FileList = {
  ...base,
  ...{ direction: 'LIST_DIRECTION_IN', owner: 'merchant', lines: [line], parcels: [], bookLines: [] },
};
const parcel = (parcelId: string, change: Partial<ListedParcel> = {}): ListedParcel => ({
  ...{ parcelId, orderNo: parcelId, owner: 'merchant', warehouseId: 'W', state: 'AUTHORISED', listId: '', invtNo: 'I' },
  allocations: [{ bucket, quantity: 3n, recordNo: '1' }],
  ...change,
});
const leaving = (parcels: readonly ListedParcel[]): FileList => ({
  ...base,
  ...{ direction: 'LIST_DIRECTION_OUT', owner: '', lines: [], parcels, bookLines: [{ recordNo: '1', ...goods }] },
});
const sent: ListCommand = { type: 'RecordSent', listId: 'V1', sha256: 'aa' };
const approve: ListCommand = { type: 'Approve', listId: 'V1', bondInvtNo: 'QD1', lines: [{ ...line, recordNo: '1' }] };
const sendBack: ListCommand = { type: 'Return', listId: 'V1', reason: 'wrong' };
const deduct: ListCommand = { type: 'Deduct', listId: 'V1' };

const someParcels = fc.array(
  fc
    .tuple(
      fc.constantFrom('P1', 'P2', 'P3'),
      fc.constantFrom<Partial<ListedParcel>>({}, {}, { owner: 'other' }, { invtNo: '' }, { listId: 'V0' }),
    )
    .map(([parcelId, change]) => parcel(parcelId, change)),
  { maxLength: 3 },
);
const wild: fc.Arbitrary<ListCommand> = fc.oneof(
  fc.constantFrom(sent, approve, sendBack, deduct, { ...entering, by: 'stranger' }, { ...entering, owner: '' }),
  someParcels.map(leaving),
);
const units = (lines: readonly { readonly quantity: bigint }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0n);

it('a list is filed once and answered once, and lists the units of its parcels', () => {
  anyHistory('warehouse verification list', {
    service: 'warehouse',
    aggregate: verificationListOf((id) => (id === 'W' ? { operator: 'operator', emsNo: 'T1' } : undefined)),
    roads: [
      [entering, sent, approve, deduct],
      [leaving([parcel('P1'), parcel('P2')]), sent, sendBack],
    ],
    wild,
    events: {
      ...{ VerificationListFiled: true, VerificationListSent: true, VerificationListApproved: true },
      ...{ VerificationListReturned: true, VerificationListDeducted: true },
    },
    over: ({ state }) => (state === 'RETURNED' || state === 'DEDUCTED' ? state : undefined),
    laws({ history, command, events, after }) {
      const types = history.map(({ type }) => type);
      holds(new Set(types).size === types.length, 'nothing happens to a list twice', types);
      const answers = types.filter((type) => /Approved|Returned/.test(type));
      holds(answers.length <= 1, 'a list has one answer', types);
      const [first] = events;
      if (command.type !== 'File' || first?.type !== 'VerificationListFiled') return;
      const { parcelIds, lines, direction } = first.data;
      if (direction === 'LIST_DIRECTION_IN') return;
      holds(new Set(parcelIds).size === parcelIds.length, 'a parcel stands on it once', after);
      const all = units(command.parcels.flatMap(({ allocations }) => allocations));
      holds(units(lines) === all, 'its lines are the units of its parcels', lines);
    },
  });
});
