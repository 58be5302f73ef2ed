/** Who of the outside world obeys it. */
export type Simulator = 'single window' | 'carrier' | 'bank';

interface Text {
  readonly en: string;
  readonly zh: string;
}

export interface Fault {
  /** As it is written in an order number; `<reason>` stands for a reason code. */
  readonly suffix: string;
  readonly obeyedBy: Simulator;
  /** What happens. */
  readonly happens: Text;
  /** How it is made good. */
  readonly remedy: Text;
}

/**
 * What goes wrong in the outside world, by a suffix of the merchant's order number: `SO-1~customs-100`. Several may be
 * combined: `SO-1~customs-500~bank-AM04`. The simulators read this table, and the README's is written from it.
 */
export const faults = {
  'customs-100': {
    suffix: '~customs-100',
    obeyedBy: 'single window',
    happens: {
      en: 'The first list of the order is returned: 100, [Code:1320; …].',
      zh: '首份清单被退单：100，[Code:1320；…]。',
    },
    remedy: {
      en: 'Send a new version of the list (appType 2, same copNo): it is taken.',
      zh: '以变更报文（appType 2，copNo 不变）重新申报即可通过。',
    },
  },
  'customs-500': {
    suffix: '~customs-500',
    obeyedBy: 'single window',
    happens: {
      en: 'Customs inspects the goods: 300, then 500, then hours later 800.',
      zh: '海关查验：先 300，后 500，数小时后 800 放行。',
    },
    remedy: { en: 'Wait: they are released.', zh: '等待放行即可。' },
  },
  'customs-300': {
    suffix: '~customs-300',
    obeyedBy: 'single window',
    happens: {
      en: 'An officer reviews the list for two to three days: 300, then 800.',
      zh: '清单转人工审核两至三天：300，之后 800 放行。',
    },
    remedy: { en: 'Wait: it is released.', zh: '等待放行即可。' },
  },
  'customs-502': {
    suffix: '~customs-502',
    obeyedBy: 'single window',
    happens: {
      en: 'Customs detains imported goods (an export goes its way): 300, 500, 502, then two to three days later 800.',
      zh: '海关扣留进口货物（出口不受影响）：300、500、502，两至三天后 800 放行。',
    },
    remedy: { en: 'Wait: they are released.', zh: '等待放行即可。' },
  },
  'customs-700': {
    suffix: '~customs-700',
    obeyedBy: 'single window',
    happens: {
      en: 'Customs ships imported goods back (an export goes its way): 300, 500, then 700 and nothing more.',
      zh: '海关退运进口货物（出口不受影响）：300、500，之后 700，再无回执。',
    },
    remedy: {
      en: 'Nothing goes again: call the order off, and refund the buyer.',
      zh: '不可重新申报：取消订单并向买家退款。',
    },
  },
  'customs-late': {
    suffix: '~customs-late',
    obeyedBy: 'single window',
    happens: {
      en: 'Every answer to the list comes 26 hours late.',
      zh: '清单的每份回执均迟到 26 小时。',
    },
    remedy: {
      en: 'Wait; whoever sends the same message again meanwhile changes nothing.',
      zh: '等待即可；期间重发同一报文不产生影响。',
    },
  },
  'customs-shuffled': {
    suffix: '~customs-shuffled',
    obeyedBy: 'single window',
    happens: {
      en: 'All answers to the list come at once, the last first, and each twice.',
      zh: '清单的全部回执同时到达，次序颠倒且各重复一次。',
    },
    remedy: { en: 'Nothing to do: rank and time say what holds.', zh: '无需处理：以状态级别和回执时间为准。' },
  },
  'customs-contradict': {
    suffix: '~customs-contradict',
    obeyedBy: 'single window',
    happens: {
      en: 'After the release (800) comes a return (100) of an earlier time, then a status that no table knows (99).',
      zh: '放行（800）之后又收到时间更早的退单（100）及未定义状态（99）。',
    },
    remedy: {
      en: 'Nothing to do: the release stands; the unknown status is shown to operations.',
      zh: '无需处理：放行有效；未定义状态交运营人员查看。',
    },
  },
  'customs-800-100': {
    suffix: '~customs-800-100',
    obeyedBy: 'single window',
    happens: {
      en: 'The first list is released (800), and an hour later customs takes that back: 100.',
      zh: '首份清单放行（800）一小时后，海关收回放行并退单：100。',
    },
    remedy: {
      en: 'Keep the goods in, and send a new version of the list (appType 2, same copNo): it is released under its number.',
      zh: '货物留置，以变更报文（appType 2，copNo 不变）重新申报，仍以原清单编号放行。',
    },
  },
  'customs-4': {
    suffix: '~customs-4',
    obeyedBy: 'single window',
    happens: {
      en: 'The port cannot send the first list to customs: 4.',
      zh: '电子口岸首次发送海关失败：4。',
    },
    remedy: {
      en: 'Send a new version of the list (appType 2, same copNo): it is taken.',
      zh: '以变更报文（appType 2，copNo 不变）重新申报即可通过。',
    },
  },
  'customs-900': {
    suffix: '~customs-900',
    obeyedBy: 'single window',
    happens: {
      en: 'The port throws the first list back for its form: CEB900, -10.',
      zh: '首份清单未通过格式校验：CEB900，-10。',
    },
    remedy: {
      en: 'Send the list again under another CopMsgId, as new (appType 1): the port has kept nothing.',
      zh: '换 CopMsgId 以新增报文（appType 1）重新申报：口岸未留存原报文。',
    },
  },
  'customs-429': {
    suffix: '~customs-429',
    obeyedBy: 'single window',
    happens: {
      en: 'The list comes at a busy hour: its first two arrivals are answered HTTP 429.',
      zh: '清单遇上繁忙时段：前两次送达返回 HTTP 429。',
    },
    remedy: {
      en: 'Send the same message again: the third arrival is taken.',
      zh: '重发同一报文，第三次送达即被接收。',
    },
  },
  'customs-silent': {
    suffix: '~customs-silent',
    obeyedBy: 'single window',
    happens: {
      en: 'The first arrival of the list gets no answer at all.',
      zh: '清单首次送达后海关无任何回执。',
    },
    remedy: {
      en: 'Send the same message again, under its CopMsgId: the second arrival is answered.',
      zh: '以相同 CopMsgId 重发同一报文，再次送达即有回执。',
    },
  },
  'customs-cancel-100': {
    suffix: '~customs-cancel-100',
    obeyedBy: 'single window',
    happens: {
      en: 'The first request to cancel the list is returned with 100.',
      zh: '首次撤销申请被退回：100。',
    },
    remedy: {
      en: 'Ask again with a new message: granted with 399, as long as the list is not closed.',
      zh: '以新报文再次申请：清单未结关时以 399 通过。',
    },
  },
  'carrier-label': {
    suffix: '~carrier-label',
    obeyedBy: 'carrier',
    happens: { en: 'The label is refused the first time: HTTP 422.', zh: '首次申请面单被拒：HTTP 422。' },
    remedy: {
      en: 'Ask again under another Idempotency-Key: it is issued.',
      zh: '更换 Idempotency-Key 再次申请即可出具。',
    },
  },
  'carrier-handover': {
    suffix: '~carrier-handover',
    obeyedBy: 'carrier',
    happens: { en: 'The manifest is refused the first time: HTTP 422.', zh: '首次交接被拒：HTTP 422。' },
    remedy: {
      en: 'Ask again under another Idempotency-Key: the parcel is taken.',
      zh: '更换 Idempotency-Key 再次交接即可。',
    },
  },
  'carrier-lost': {
    suffix: '~carrier-lost',
    obeyedBy: 'carrier',
    happens: {
      en: 'Some scans, then the carrier says that the parcel is lost; one scan still comes late.',
      zh: '若干轨迹后承运商报告包裹遗失，其后仍有一条补录轨迹。',
    },
    remedy: {
      en: 'Nothing brings it back: refund the buyer and claim from the carrier.',
      zh: '无法找回：向买家退款并向承运商索赔。',
    },
  },
  'carrier-damaged': {
    suffix: '~carrier-damaged',
    obeyedBy: 'carrier',
    happens: {
      en: 'Some scans, then the carrier says that the contents are destroyed; one scan still comes late.',
      zh: '若干轨迹后承运商报告内件损毁，其后仍有一条补录轨迹。',
    },
    remedy: { en: 'Refund the buyer and claim from the carrier.', zh: '向买家退款并向承运商索赔。' },
  },
  'bank-refund': {
    suffix: '~bank-refund-<reason>',
    obeyedBy: 'bank',
    happens: {
      en: 'The first refund is rejected: RJCT with that reason, such as AC04 (account closed).',
      zh: '首笔退款被拒：RJCT，原因为所写代码，如 AC04（账户已关闭）。',
    },
    remedy: {
      en: 'Pay again under another MsgId: the next attempt is executed.',
      zh: '以新的 MsgId 再次付款，下一次即执行。',
    },
  },
  'bank-expired': {
    suffix: '~bank-expired',
    obeyedBy: 'bank',
    happens: {
      en: 'The first rate lock of the order is no longer honoured when it is dealt at: HTTP 409.',
      zh: '首个锁定汇率在成交时已失效：HTTP 409。',
    },
    remedy: {
      en: 'Lock a rate again for the same order: the new lock is honoured.',
      zh: '为同一订单重新锁汇，新锁定有效。',
    },
  },
  bank: {
    suffix: '~bank-<reason>',
    obeyedBy: 'bank',
    happens: {
      en: 'The first payment of the order that is no refund is rejected: RJCT with that reason, such as AM04 (insufficient funds).',
      zh: '首笔付款（退款除外）被拒：RJCT，原因为所写代码，如 AM04（余额不足）。',
    },
    remedy: {
      en: 'Pay again under another MsgId: the next attempt is executed.',
      zh: '以新的 MsgId 再次付款，下一次即执行。',
    },
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;

/** The suffixes that a text bears, an order number or a remittance that names one, in their order, without `~`. */
function suffixesIn(text: string): readonly string[] {
  return [...text.matchAll(/~([a-z]+(?:-[A-Za-z0-9]+)+)/g)].map(([, suffix = '']) => suffix);
}

/** True where the text bears the suffix of that fault; a fault with a reason is asked for with `reasonIn`. */
export function bears(text: string, fault: FaultName): boolean {
  return suffixesIn(text).includes(fault);
}

/** The reason with which the text has a payment rejected, '' for none: four characters such as AM04. */
export function reasonIn(text: string, fault: 'bank' | 'bank-refund'): string {
  const shape = new RegExp(`^${fault}-([A-Z]{2}[A-Z0-9]{2})$`);
  return suffixesIn(text).flatMap((suffix) => shape.exec(suffix)?.[1] ?? [])[0] ?? '';
}

/** The table as Markdown, one row for each fault. */
export function faultsTable(): string {
  const rows = (Object.values(faults) as readonly Fault[]).map(
    ({ suffix, obeyedBy, happens, remedy }) =>
      `| \`${suffix}\` | ${obeyedBy} | ${happens.en}<br>${happens.zh} | ${remedy.en}<br>${remedy.zh} |`,
  );
  return ['| suffix | who obeys it | what happens | how it is made good |', '|---|---|---|---|', ...rows].join('\n');
}
