import { type Json, textAt } from '../story/api.ts';
import type { Stage } from '../story/faults.ts';
import { passing, playVolume, told } from '../story/volume.ts';
import { playBonded, playDirect, playOverseas } from '../support/all-roads.ts';

/** An order of a story, and whose key reads it. */
export interface Told {
  readonly orderId: string;
  readonly reader: 'merchant' | 'importer';
}

export interface Story {
  readonly en: string;
  readonly zh: string;
  /** Plays it to its end; answers the orders whose timelines tell it. */
  play(stage: DemoStage): Promise<readonly Told[]>;
}

export interface DemoStage extends Stage {
  readonly seed: string;
  readonly orders: number;
  /** Only one story is told, with everything that happened. */
  readonly whole: boolean;
}

const sayHold =
  ({ say }: DemoStage) =>
  (hold: Json) => {
    say(`${textAt(hold, 'text')} ${textAt(hold, 'next')}`);
    say(`→ ${textAt(hold, 'clearedBy', 'method')} ${textAt(hold, 'clearedBy', 'path')} (${textAt(hold, 'owner')})`);
  };

/** What `make demo` plays, in this order; each by its name with STORY=… */
export const stories: Readonly<Record<string, Story>> = {
  'direct-mail': {
    en: 'Direct mail, 9610: three lines of electronics from Shenzhen to a buyer in Portland, USD 152.00',
    zh: '跨境电商直邮出口（9610）：深圳发往波特兰买家的三项电子产品，合计 USD 152.00',
    play: async (stage) => [{ orderId: await playDirect(stage), reader: 'merchant' }],
  },
  'bonded-import': {
    en: 'Bonded import, 1210: milk powder from New Zealand, by sea to Ningbo; the platform forgets a coupon of CNY 10.00',
    zh: '网购保税进口（1210）：新西兰奶粉海运至宁波保税区；平台订单漏报 10 元优惠券',
    play: async (stage) => [{ orderId: await playBonded(stage, sayHold(stage)), reader: 'importer' }],
  },
  overseas: {
    en: 'Overseas warehouse, 9810: 60 cables to Portland, 2 missing; a local buyer orders two and gives one back',
    zh: '跨境电商出口海外仓（9810）：60 根数据线运往波特兰，清点短少 2 根；当地买家下单两根、退回一根',
    async play(stage) {
      const { bulk, nearby } = await playOverseas(stage, sayHold(stage));
      return [
        { orderId: bulk, reader: 'merchant' },
        { orderId: nearby, reader: 'merchant' },
      ];
    },
  },
  volume: {
    en: 'Volume: orders from a CSV file, imported, carried to settled',
    zh: '批量：由 CSV 文件导入订单并全部结算',
    async play({ cast, time, say, seed, orders, whole }) {
      const { step } = passing(cast.merchant, 'leap', 'PT6H');
      const figures = await playVolume(cast, { orders, seed, settle: time.settle, step, print: say });
      for (const line of told(figures).slice(0, whole ? undefined : 3)) say(line);
      return [];
    },
  },
};
