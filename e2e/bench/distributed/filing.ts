import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Aggregate, CommandContext } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';

type Filed = Only<CustomsEvent, 'GoodsFiled'>;

export interface Filings {
  readonly count: number;
}

/**
 * An aggregate for measuring: a real event of about 200 bytes for each command, in streams of any length, and a state
 * that costs nothing, so that the road is measured and not the rules.
 */
export const filings: Aggregate<Filings, Filed['data'], Filed, never> = {
  name: 'filings',
  initial: { count: 0 },
  decide: (data) => [{ type: 'GoodsFiled', data }],
  evolve: (state) => ({ count: state.count + 1 }),
};

/** A command and its context, made before anything is measured: making them is the caller's work. */
export interface Filing {
  readonly stream: string;
  readonly command: Filed['data'];
  readonly context: CommandContext;
}

/**
 * @param run tells its command ids from those of other runs
 */
export function filingsOf(run: string, count: number, streamOf: (number: number) => string): readonly Filing[] {
  return Array.from({ length: count }, (_, number) => ({
    stream: streamOf(number),
    command: filed(number),
    context: contextOf(run, number),
  }));
}

/** Streams of ten commands each, as many at a time as there are callers: most are warm, one command in ten is a new one's. */
export function inSmallStreams(run: string, count: number, callers: number): readonly Filing[] {
  const perStream = 10;
  return filingsOf(run, count, (number) => {
    const generation = Math.floor(number / perStream / callers);
    return `${run}-${generation * callers + (number % callers)}`;
  });
}

function filed(number: number): Filed['data'] {
  return {
    goodsId: madeId('goods', 'bench', number),
    goods: {
      sku: `EAR-BT-${number}`,
      hsCode: '8518300000',
      name: 'Bluetooth earphones',
      nameZh: '蓝牙耳机',
      model: '4|3|蓝牙5.3|品牌:Kestrel|型号:K1',
      barcode: '6901234567892',
      origin: 'CN',
      unit: 'C62',
      legalUnit: '001',
      legalQuantityPerUnit: '1',
      netWeight: '0.12',
    },
  };
}

/** As the gateway would pass it on. */
export function contextOf(run: string, number: number): CommandContext {
  const order = madeId('order', 'bench', number);
  return {
    tenant: 'bench',
    commandId: madeId('command', run, number),
    requestHash: madeId('request', number),
    correlation: order,
    causation: order,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
}
