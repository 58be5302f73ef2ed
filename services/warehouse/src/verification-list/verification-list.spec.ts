import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { type FileList, type ListEvent, type ListedParcel, listId, verificationListOf } from './verification-list.ts';

const places: Readonly<Record<string, { operator: string; emsNo: string }>> = {
  'NGB-BND-1': { operator: 'operator-ningbo', emsNo: 'T3105W000293' },
  'SZX-FWD-1': { operator: 'operator-ningbo', emsNo: '' },
};
const list = verificationListOf((warehouseId) => places[warehouseId]);
const goods = {
  sku: 'NZ-MILK-900',
  lot: 'L2026-01',
  hsCode: '1901101000',
  name: 'Infant formula 900 g',
  origin: 'NZ',
  price: { minor: 12050n, currency: 'CNY' },
};
const line = { line: 1, recordNo: '', ...goods, quantity: 10n };
const base = { type: 'File', by: 'operator-ningbo', listId: 'V1', warehouseId: 'NGB-BND-1' } as const;
const entering: FileList = {
  ...base,
  direction: 'LIST_DIRECTION_IN',
  owner: 'merchant',
  lines: [line],
  parcels: [],
  bookLines: [],
};
const bucket = { warehouseId: 'NGB-BND-1', owner: 'merchant', sku: 'NZ-MILK-900', lot: 'L2026-01' };
const parcel = (parcelId: string, quantity: bigint, change: Partial<ListedParcel> = {}): ListedParcel => ({
  parcelId,
  orderNo: `SO-${parcelId}`,
  owner: 'merchant',
  warehouseId: 'NGB-BND-1',
  state: 'AUTHORISED',
  listId: '',
  invtNo: `INVT-${parcelId}`,
  allocations: [{ bucket, quantity, recordNo: '1' }],
  ...change,
});
const leaving = (...parcels: ListedParcel[]): FileList => ({
  ...base,
  direction: 'LIST_DIRECTION_OUT',
  owner: '',
  lines: [],
  parcels,
  bookLines: [
    { recordNo: '1', ...goods },
    { recordNo: '2', ...goods, lot: 'L2026-02' },
  ],
});

const filed: ListEvent = {
  type: 'VerificationListFiled',
  data: {
    listId: 'V1',
    warehouseId: 'NGB-BND-1',
    emsNo: 'T3105W000293',
    direction: 'LIST_DIRECTION_IN',
    messageNo: facts().id('verification-list').toUpperCase(),
    listType: '0',
    owner: 'merchant',
    lines: [line],
    parcelIds: [],
    invtNos: [],
  },
};
const sent: ListEvent = { type: 'VerificationListSent', data: { listId: 'V1', sha256: 'aa' } };
const bondInvtNo = 'QD310526I000000001';
const approved: ListEvent = {
  type: 'VerificationListApproved',
  data: { listId: 'V1', bondInvtNo, lines: [{ ...line, recordNo: '1' }] },
};
const returned: ListEvent = { type: 'VerificationListReturned', data: { listId: 'V1', reason: 'wrong' } };

describe('a list that enters goods', () => {
  it('is filed once, by the operator of a bonded warehouse', () => {
    given(list, []).when(entering).then([filed]);
    given(list, [filed]).when(entering).thenNothing();
    given(list, [])
      .when({ ...entering, by: 'operator' })
      .thenRefused('WAREHOUSE_NOT_FOUND', { warehouseId: 'NGB-BND-1' });
    given(list, [])
      .when({ ...entering, warehouseId: 'SZX-FWD-1' })
      .thenRefused('WAREHOUSE_NOT_BONDED', { warehouseId: 'SZX-FWD-1' });
  });

  it.each([
    ['owner', { owner: '' }],
    ['lines', { lines: [] }],
    ['parcelIds', { parcels: [parcel('P1', 1n)] }],
    ['lines[0].sku', { lines: [{ ...line, sku: '' }] }],
    ['lines[1].sku', { lines: [line, line] }],
    ['lines[0].hsCode', { lines: [{ ...line, hsCode: '19011010' }] }],
    ['lines[0].name', { lines: [{ ...line, name: '' }] }],
    ['lines[0].origin', { lines: [{ ...line, origin: 'XX' }] }],
    ['lines[0].quantity', { lines: [{ ...line, quantity: 0n }] }],
    ['lines[0].price', { lines: [{ ...line, price: { minor: 0n, currency: 'CNY' } }] }],
    ['lines[0].price', { lines: [{ ...line, price: { minor: 1n, currency: 'XXX' } }] }],
  ] as const)('is refused for a wrong %s', (field, change) => {
    given(list, [])
      .when({ ...entering, ...change } as FileList)
      .thenRefused('LIST_INVALID', { field });
  });
});

describe('a list that takes parcels out', () => {
  it('sums up their units by line of the book', () => {
    const mixed = parcel('P2', 3n, {
      allocations: [
        { bucket, quantity: 3n, recordNo: '2' },
        { bucket, quantity: 1n, recordNo: '1' },
      ],
    });
    const { decision } = given(list, []).when(leaving(parcel('P1', 2n), mixed));
    expect(decision).toMatchObject([
      {
        type: 'VerificationListFiled',
        data: {
          listType: '8',
          owner: 'merchant',
          parcelIds: ['P1', 'P2'],
          invtNos: ['INVT-P1', 'INVT-P2'],
          lines: [
            { line: 1, recordNo: '1', lot: 'L2026-01', quantity: 3n, price: { minor: 12050n } },
            { line: 2, recordNo: '2', lot: 'L2026-02', quantity: 3n },
          ],
        },
      },
    ]);
  });

  it('is nobody’s alone where parcels of several merchants stand on it', () => {
    const { decision } = given(list, []).when(leaving(parcel('P1', 2n), parcel('P2', 2n, { owner: 'other' })));
    expect(decision).toMatchObject([{ data: { owner: '' } }]);
  });

  it('takes only released parcels of its warehouse that stand on no other list', () => {
    given(list, [])
      .when(leaving(parcel('P1', 2n, { warehouseId: 'ELSEWHERE' })))
      .thenRefused('PARCEL_ELSEWHERE', { orderNo: 'SO-P1', warehouseId: 'NGB-BND-1' });
    given(list, [])
      .when(leaving(parcel('P1', 2n, { listId: 'V0' })))
      .thenRefused('PARCEL_ON_LIST', { orderNo: 'SO-P1', listId: 'V0' });
    for (const change of [{ state: 'PACKED' }, { state: 'CANCELLED' }, { invtNo: '' }]) {
      given(list, [])
        .when(leaving(parcel('P1', 2n, change)))
        .thenRefused('NOT_RELEASED', { parcelId: 'P1', orderNo: 'SO-P1' });
    }
  });

  it('needs parcels, each once, and lines of the book for all that is in them', () => {
    given(list, []).when(leaving()).thenRefused('LIST_INVALID', { field: 'parcelIds' });
    given(list, [])
      .when(leaving(parcel('P1', 2n), parcel('P1', 2n)))
      .thenRefused('LIST_INVALID', { field: 'parcelIds' });
    given(list, [])
      .when({ ...leaving(parcel('P1', 2n)), lines: [line] })
      .thenRefused('LIST_INVALID', { field: 'lines' });
    given(list, [])
      .when({ ...leaving(parcel('P1', 2n)), direction: 'LIST_DIRECTION_UNSPECIFIED' })
      .thenRefused('LIST_INVALID', { field: 'direction' });
    given(list, [])
      .when({ ...leaving(parcel('P1', 2n)), bookLines: [] })
      .thenRefused('BOOK_LINE_NOT_FOUND', { listId: 'V1' });
  });
});

describe('what customs says to a list', () => {
  const approve = { type: 'Approve', listId: 'V1', bondInvtNo, lines: [{ ...line, recordNo: '1' }] } as const;
  const sendBack = { type: 'Return', listId: 'V1', reason: 'wrong' } as const;

  it('counts once, whether the sending was written down yet or not', () => {
    given(list, [filed]).when({ type: 'RecordSent', listId: 'V1', sha256: 'aa' }).then([sent]);
    given(list, [filed, sent]).when({ type: 'RecordSent', listId: 'V1', sha256: 'aa' }).thenNothing();
    for (const history of [[filed], [filed, sent]]) {
      given(list, history).when(approve).then([approved]);
      given(list, history).when(sendBack).then([returned]);
    }
    given(list, [filed, approved]).when(sendBack).thenNothing();
    given(list, [filed, approved]).when({ type: 'RecordSent', listId: 'V1', sha256: 'aa' }).thenNothing();
    given(list, [filed, returned]).when(approve).thenNothing();
  });

  it('lets the book change only when its goods are through the gate', () => {
    const deducted: ListEvent = { type: 'VerificationListDeducted', data: { listId: 'V1', bondInvtNo } };
    given(list, [filed, approved]).when({ type: 'Deduct', listId: 'V1' }).then([deducted]);
    given(list, [filed, approved, deducted]).when({ type: 'Deduct', listId: 'V1' }).thenNothing();
    given(list, [filed, sent]).when({ type: 'Deduct', listId: 'V1' }).thenNothing();
    expect(given(list, [filed, approved]).state.lines[0]?.recordNo).toBe('1');
  });

  it('is seen by the merchant whose goods alone stand on it', () => {
    const { state } = given(list, [filed]);
    expect(list.audience(filed, list.initial)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    expect(list.audience(sent, state)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
    expect(list.audience(sent, list.initial)).toEqual([]);
    expect(listId('operator-ningbo', 'c1')).not.toBe(listId('operator-ningbo', 'c2'));
  });
});
