import { describe, expect, it } from 'vitest';
import { inv101, sas121 } from './zone-write.ts';

const site = {
  id: 'NGB-BND-1',
  operator: 'operator-ningbo',
  name: 'Ningbo bonded warehouse 1',
  zone: 'Asia/Shanghai',
  kind: 'bonded',
  emsNo: 'T3105W000293',
  customsOffice: '3105',
  companyCode: '3302660008',
  companyName: 'Ningbo Free Trade Zone Gangyun Warehousing Co., Ltd.',
} as const;
const line = {
  line: 1,
  recordNo: '',
  sku: 'NZ-MILK-900',
  lot: 'L2026-01',
  hsCode: '1901101000',
  name: 'Formula <stage 1> & 2',
  origin: 'NZ',
  quantity: 6n,
  price: { minor: 12050n, currency: 'CNY' },
};
const list = {
  listId: 'V1',
  warehouseId: 'NGB-BND-1',
  emsNo: 'T3105W000293',
  direction: 'LIST_DIRECTION_IN',
  listType: '0',
  owner: 'merchant',
  lines: [line],
  parcelIds: [],
  invtNos: [],
  messageNo: 'N1',
} as const;
// 1 March in UTC, 2 March in China.
const at = '2026-03-01T17:00:00.000Z';

describe('a message to the zone', () => {
  it('enters goods: INV101', () => {
    expect(inv101({ ...list, lines: [line], parcelIds: [], invtNos: [] }, site, at)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><INV101Message version="1.0"><InvtHead>' +
        '<EtpsPreentNo>N1</EtpsPreentNo><dclTypecd>1</dclTypecd><invtType>0</invtType>' +
        '<putrecNo>T3105W000293</putrecNo><impexpMarkcd>I</impexpMarkcd><mtpckEndprdMarkcd>I</mtpckEndprdMarkcd>' +
        '<supvModecd>1210</supvModecd><dclPlcCuscd>3105</dclPlcCuscd><bizopEtpsno>3302660008</bizopEtpsno>' +
        '<bizopEtpsNm>Ningbo Free Trade Zone Gangyun Warehousing Co., Ltd.</bizopEtpsNm><dclcusFlag>2</dclcusFlag>' +
        '<invtDclTime>20260302</invtDclTime></InvtHead><InvtList><gdsSeqno>1</gdsSeqno>' +
        '<gdsMtno>NZ-MILK-900</gdsMtno><gdecd>1901101000</gdecd><gdsNm>Formula &lt;stage 1&gt; &amp; 2</gdsNm>' +
        '<natcd>609</natcd><dclUnitcd>011</dclUnitcd><dclQty>6</dclQty><dclCurrcd>142</dclCurrcd>' +
        '<dclUprcAmt>120.50</dclUprcAmt><dclTotalAmt>723.00</dclTotalAmt></InvtList></INV101Message>',
    );
  });

  it('takes goods out, with the lists that released them', () => {
    const out = { ...list, direction: 'LIST_DIRECTION_OUT', listType: '8' } as const;
    const text = inv101(
      { ...out, lines: [{ ...line, recordNo: '1' }], parcelIds: ['P1'], invtNos: ['A', 'B'] },
      site,
      at,
    );
    expect(text).toContain('<impexpMarkcd>E</impexpMarkcd>');
    expect(text).toContain('<gdsSeqno>1</gdsSeqno><putrecSeqno>1</putrecSeqno>');
    expect(text).toContain('</InvtList><CbecBill><invtNo>A</invtNo></CbecBill><CbecBill><invtNo>B</invtNo></CbecBill>');
  });

  it('asks for a gate pass: SAS121', () => {
    const pass = {
      passId: 'G1',
      warehouseId: 'NGB-BND-1',
      listId: 'V1',
      bondInvtNo: 'QD310526E000000001',
      direction: 'LIST_DIRECTION_OUT',
      vehicleNo: '浙B12345',
      grossWeight: '2.2',
      messageNo: 'N2',
      owner: '',
    } as const;
    expect(sas121(pass, site, at)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><SAS121Message version="1.0"><PassPortHead>' +
        '<EtpsPreentNo>N2</EtpsPreentNo><dclTypecd>1</dclTypecd><ioTypecd>E</ioTypecd>' +
        '<passportTypecd>3</passportTypecd><bindTypecd>2</bindTypecd><rltTbTypecd>1</rltTbTypecd>' +
        '<rltNo>QD310526E000000001</rltNo><masterCuscd>3105</masterCuscd><areainEtpsno>3302660008</areainEtpsno>' +
        '<areainEtpsNm>Ningbo Free Trade Zone Gangyun Warehousing Co., Ltd.</areainEtpsNm>' +
        '<vehicleNo>浙B12345</vehicleNo><totalGrossWt>2.2</totalGrossWt><dclTime>20260302</dclTime>' +
        '</PassPortHead></SAS121Message>',
    );
    expect(sas121({ ...pass, direction: 'LIST_DIRECTION_IN' }, site, at)).toContain(
      '<passportTypecd>2</passportTypecd>',
    );
  });
});
