import type { Refusals } from '../language.ts';

/** What fx refuses of milestones, disputes, proceeds that are held back, deposits and advances. */
export const disputeRefusals = {
  ESCROW_MILESTONES_INVALID: {
    kind: 'invalid',
    en: 'The milestones of order {orderNo} add up to {total} percent.',
    zh: '订单 {orderNo} 的里程碑比例合计为 {total}%。',
    next: {
      en: 'Name whole percents above zero that add up to 100, each released by PROOF or DELIVERY.',
      zh: '请填写大于零的整数百分比，合计为 100，触发方式为 PROOF 或 DELIVERY。',
    },
  },
  ESCROW_MILESTONE_UNKNOWN: {
    kind: 'not_found',
    en: 'Order {orderNo} has no milestone {number} that is released by proof.',
    zh: '订单 {orderNo} 没有凭证明放款的里程碑 {number}。',
    next: { en: 'Look the agreed milestones up in the escrow.', zh: '请在担保账户中查看已约定的里程碑。' },
  },
  ESCROW_MILESTONE_UNPROVEN: {
    kind: 'not_now',
    en: 'Milestone {number} of order {orderNo} is not proven yet.',
    zh: '订单 {orderNo} 的里程碑 {number} 尚未提交证明。',
    next: { en: 'The seller shows its document first.', zh: '请卖家先提交证明文件。' },
  },
  ESCROW_EXTENSION_INVALID: {
    kind: 'not_now',
    en: 'The inspection of order {orderNo} ends at {endsAt}; it cannot be extended to {asked}.',
    zh: '订单 {orderNo} 的验货期至 {endsAt}，不能延长至 {asked}。',
    next: {
      en: 'Before it ends, name a later instant, until {until} at most.',
      zh: '请在验货期结束前提交更晚的时间，最迟 {until}。',
    },
  },
  ESCROW_DISPUTE_AMOUNT: {
    kind: 'not_now',
    en: '{amount} of order {orderNo} cannot be disputed: there is {most}.',
    zh: '订单 {orderNo} 不能就 {amount} 提起争议，可争议金额为 {most}。',
    next: { en: 'Name an amount above zero that is not more.', zh: '请填写大于零且不超过该数的金额。' },
  },
  ESCROW_DISPUTE_LATE: {
    kind: 'not_now',
    en: 'Order {orderNo} could be disputed until {until}.',
    zh: '订单 {orderNo} 的争议期限为 {until}，现已届满。',
    next: { en: 'Settle it with the other side directly.', zh: '请与对方直接协商。' },
  },
  ESCROW_RELEASE_PENDING: {
    kind: 'not_now',
    en: 'The money of order {orderNo} is being released at this moment.',
    zh: '订单 {orderNo} 的款项正在放款。',
    next: { en: 'Try again in a moment.', zh: '请稍后重试。' },
  },
  ESCROW_CHARGED_BACK: {
    kind: 'not_now',
    en: 'The payment of order {orderNo} is under a chargeback: nothing else goes back of it.',
    zh: '订单 {orderNo} 的付款正处于拒付处理中，不得另行退款。',
    next: { en: 'Wait until the chargeback is decided.', zh: '请等待拒付结果。' },
  },
  ESCROW_REFUND_UNDER_WAY: {
    kind: 'not_now',
    en: 'A refund of order {orderNo} is on its way: its payment cannot be charged back now.',
    zh: '订单 {orderNo} 的退款正在途中，其付款此时不能拒付。',
    next: {
      en: 'Show the issuer the refund, or wait until the bank has booked it.',
      zh: '请向发卡行出示退款凭证，或待银行记账。',
    },
  },
  ESCROW_HOLD_UNKNOWN: {
    kind: 'not_found',
    en: 'Nothing of order {orderNo} is frozen under this name.',
    zh: '订单 {orderNo} 没有对应的冻结款项。',
    next: { en: 'Look up what is disputed in the escrow.', zh: '请在担保账户中查看争议款项。' },
  },
  ESCROW_SPLIT_INVALID: {
    kind: 'invalid',
    en: '{toBuyer} is no share of the {amount} that are disputed in order {orderNo}.',
    zh: '订单 {orderNo} 的争议金额为 {amount}，{toBuyer} 不是其中的合理份额。',
    next: {
      en: 'Name what the buyer gets, in the same currency, from nothing to all.',
      zh: '请以同币种填写买家所得，介于零与全部之间。',
    },
  },
  ESCROW_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no escrow {escrow}.',
    zh: '不存在担保账户 {escrow}。',
    next: { en: 'Look it up in the list of escrows.', zh: '请在担保账户列表中查询。' },
  },
  DISPUTE_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no dispute {dispute}.',
    zh: '不存在争议 {dispute}。',
    next: { en: 'Look it up in the list of disputes.', zh: '请在争议列表中查询。' },
  },
  DISPUTE_NOT_NOW: {
    kind: 'not_now',
    en: 'This cannot be done with a dispute that is {status} at stage {stage}.',
    zh: '争议处于 {stage} 阶段、{status} 状态，不能执行此操作。',
    next: { en: 'Read its state, and who acts next.', zh: '请查看争议状态及下一步由谁处理。' },
  },
  DISPUTE_NOT_HELD: {
    kind: 'not_now',
    en: 'The disputed money is being frozen at this moment.',
    zh: '争议款项正在冻结。',
    next: { en: 'Try again in a moment.', zh: '请稍后重试。' },
  },
  DISPUTE_EARLY: {
    kind: 'not_now',
    en: 'The two have until {from} to agree before anybody escalates.',
    zh: '{from} 之前双方须先行协商，不得升级。',
    next: { en: 'Make an offer, or escalate after that.', zh: '请提出方案，或在此之后升级。' },
  },
  DISPUTE_SHARE_INVALID: {
    kind: 'invalid',
    en: '{toBuyer} is no share of the {amount} that are disputed.',
    zh: '争议金额为 {amount}，{toBuyer} 不是其中的合理份额。',
    next: {
      en: 'Name what the buyer gets, in the same currency, from nothing to all.',
      zh: '请以同币种填写买家所得，介于零与全部之间。',
    },
  },
  DISPUTE_NOTHING_OFFERED: {
    kind: 'not_now',
    en: 'The other side has offered nothing that could be accepted.',
    zh: '对方尚未提出可接受的方案。',
    next: { en: 'Make an offer.', zh: '请先提出方案。' },
  },
  WITHHOLDING_NOT_FOUND: {
    kind: 'not_found',
    en: 'There are no withheld proceeds {withholding}.',
    zh: '不存在暂扣款项 {withholding}。',
    next: { en: 'Look them up in the list of withheld proceeds.', zh: '请在暂扣款项列表中查询。' },
  },
  WITHHOLDING_NOT_NOW: {
    kind: 'not_now',
    en: 'This cannot be done with proceeds that are {status}.',
    zh: '暂扣款项处于 {status} 状态，不能执行此操作。',
    next: { en: 'Read their state: what is decided stays decided.', zh: '请查看其状态，已作出的决定不再更改。' },
  },
  SECURITY_AMOUNT_INVALID: {
    kind: 'invalid',
    en: '{amount} is no deposit: the amount must be above zero.',
    zh: '保证金金额不能为 {amount}，须大于零。',
    next: { en: 'Name an amount above zero.', zh: '请填写大于零的金额。' },
  },
  SECURITY_DEPOSIT_SHORT: {
    kind: 'not_now',
    en: 'The deposit is {deposit}: {amount} cannot be given back.',
    zh: '保证金余额为 {deposit}，不能退还 {amount}。',
    next: { en: 'Ask for what is there, once nothing is owed.', zh: '请在结清欠款后申请退还不超过余额的金额。' },
  },
} as const satisfies Refusals;
