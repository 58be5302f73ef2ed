import { describe, expect, it } from 'vitest';
import { zoneReply } from '../rig/zone.ts';
import { largestMessage, readZoneMessage } from './zone-read.ts';

const returnTime = '20260302101500000';
const read = (text: string) => readZoneMessage(new TextEncoder().encode(text));
const fields = (bytes: Uint8Array) => readZoneMessage(bytes).flaws.map(({ field }) => field);

describe('a message of the zone', () => {
  it('answers a list', () => {
    const bytes = zoneReply('INV201', {
      EtpsPreentNo: 'N1',
      bondInvtNo: 'QD310526I000000001',
      DealFlag: '0',
      CheckInfo: '',
      returnTime,
    });
    expect(readZoneMessage(bytes)).toEqual({
      flaws: [],
      replies: [
        {
          kind: 'INV201',
          messageNo: 'N1',
          number: 'QD310526I000000001',
          dealFlag: '0',
          checkInfo: '',
          time: {
            instant: '2026-03-02T02:15:00.000Z',
            original: returnTime,
            offset: '+08:00',
            zoneSource: 'ZONE_SOURCE_INFERRED',
          },
          weight: '',
        },
      ],
    });
  });

  it('sends a pass back without a number, and says why', () => {
    const bytes = zoneReply('SAS221', {
      EtpsPreentNo: 'N1',
      DealFlag: '1',
      CheckInfo: '车牌 &lt;错误&gt;',
      returnTime,
    });
    expect(readZoneMessage(bytes).replies).toMatchObject([{ number: '', dealFlag: '1', checkInfo: '车牌 <错误>' }]);
  });

  it('tells what the gate measured, as it was written', () => {
    const bytes = zoneReply('SAS223', {
      EtpsPreentNo: 'N1',
      passportNo: '000000000000000000000001',
      passTime: returnTime,
      passCollectWt: '990.10',
    });
    expect(readZoneMessage(bytes).replies).toMatchObject([
      { kind: 'SAS223', number: '000000000000000000000001', weight: '990.10', dealFlag: '0' },
    ]);
  });

  it('names every field that is missing or wrong', () => {
    expect(fields(zoneReply('INV201', { DealFlag: '0', returnTime: '20260231101500000' }))).toEqual([
      'InvtReturn.EtpsPreentNo',
      'InvtReturn.bondInvtNo',
      'InvtReturn.returnTime',
    ]);
    expect(fields(zoneReply('INV201', { EtpsPreentNo: 'N1', bondInvtNo: 'X', DealFlag: '0', returnTime }))).toEqual([
      'InvtReturn.bondInvtNo',
    ]);
    const gate = { EtpsPreentNo: 'N1', passportNo: 'P1', passTime: returnTime };
    expect(fields(zoneReply('SAS223', { ...gate, passCollectWt: 'heavy' }))).toEqual(['PassPortPass.passCollectWt']);
    expect(fields(zoneReply('SAS223', { ...gate, EtpsPreentNo: '<a/>', passCollectWt: '1' }))).toEqual([
      'PassPortPass.EtpsPreentNo',
    ]);
  });

  it.each([
    ['no XML', 'hello'],
    ['not well-formed', '<INV201Message><InvtReturn></INV201Message>'],
    ['another message', '<INV101Message/>'],
    ['a message named like a property of every object', '<constructor/>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><INV201Message/>'],
    ['nothing', ''],
  ])('is refused whole for %s', (_, text) => {
    expect(read(text)).toMatchObject({ replies: [], flaws: [{ field: 'body' }] });
  });

  it('is refused empty, too large, or in another encoding', () => {
    expect(read('<INV201Message version="1.0"/>').flaws[0]?.field).toBe('InvtReturn');
    expect(readZoneMessage(new Uint8Array(largestMessage + 1)).flaws[0]?.field).toBe('body');
    expect(readZoneMessage(new Uint8Array([0xff, 0xfe, 0x3c])).flaws[0]?.field).toBe('body');
  });
});
