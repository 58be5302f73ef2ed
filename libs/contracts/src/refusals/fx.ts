import type { Refusals } from '../language.ts';
import { collectionRefusals } from './fx-collection.ts';
import { disputeRefusals } from './fx-disputes.ts';
import { escrowRefusals } from './fx-escrow.ts';
import { exchangeRefusals } from './fx-exchange.ts';
import { ledgerRefusals } from './fx-ledger.ts';
import { paymentsRefusals } from './fx-payments.ts';
import { reconciliationRefusals } from './fx-reconciliation.ts';
import { refundClaimRefusals } from './fx-refund-claims.ts';

/** Refusals of fx: escrow, credits, quotes, the ledger, payouts, claims. */
export const fxRefusals = {
  ...escrowRefusals,
  ...disputeRefusals,
  ...paymentsRefusals,
  ...ledgerRefusals,
  ...refundClaimRefusals,
  ...reconciliationRefusals,
  ...collectionRefusals,
  ...exchangeRefusals,
  QUOTE_PAIR_INVALID: {
    kind: 'invalid',
    en: '{sell} cannot be sold for {buyCurrency}.',
    zh: '不能将 {sell} 兑换为 {buyCurrency}。',
    next: { en: 'Give an amount above zero and two different currencies.', zh: '请提供大于零的金额及两种不同货币。' },
  },
  QUOTE_DIFFERS: {
    kind: 'exists',
    en: 'A rate for selling {sell} is already asked for or locked for this order.',
    zh: '该订单已就卖出 {sell} 询价或锁汇。',
    next: { en: 'Use the lock, or wait until it has expired.', zh: '请使用现有锁汇，或待其失效后重新询价。' },
  },
  QUOTE_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no quote {quote}.',
    zh: '不存在报价 {quote}。',
    next: { en: 'Ask for a rate first.', zh: '请先询价。' },
  },
  QUOTE_NOT_LOCKED: {
    kind: 'not_now',
    en: 'The bank has not locked a rate for quote {quote} yet.',
    zh: '银行尚未为报价 {quote} 锁定汇率。',
    next: { en: 'Wait until the rate is locked.', zh: '请等待汇率锁定。' },
  },
  QUOTE_EXPIRED: {
    kind: 'not_now',
    en: 'The rate of quote {quote} was locked until {expiresAt}.',
    zh: '报价 {quote} 的锁汇已于 {expiresAt} 失效。',
    next: { en: 'Ask for a new rate.', zh: '请重新询价。' },
  },
  QUOTE_ALREADY_SOLD: {
    kind: 'not_now',
    en: 'Quote {quote} was used: its currency is sold.',
    zh: '报价 {quote} 已使用，外汇已售出。',
    next: {
      en: 'A quote is used once; ask for a rate for what is left to sell.',
      zh: '每份报价仅可使用一次，如需继续请重新询价。',
    },
  },
  LEDGER_ACCOUNT_UNKNOWN: {
    kind: 'invalid',
    en: '{account} is not an account of these books.',
    zh: '账簿中没有账户 {account}。',
    next: {
      en: 'Use a code of the chart of accounts and an ISO 4217 currency.',
      zh: '请使用会计科目表中的代码及 ISO 4217 货币。',
    },
  },
  LEDGER_CURRENCY_DIFFERS: {
    kind: 'invalid',
    en: 'Account {account} takes no {currency}.',
    zh: '账户 {account} 不接受 {currency}。',
    next: { en: 'Post to the account of that currency.', zh: '请记入该货币的账户。' },
  },
  LEDGER_ENTRY_INVALID: {
    kind: 'invalid',
    en: 'An entry on {account} must be a debit or a credit above zero, not {minor}.',
    zh: '账户 {account} 的分录须为大于零的借方或贷方金额，不能为 {minor}。',
    next: { en: 'Turn the side round instead of the sign.', zh: '请调整借贷方向，而不是正负号。' },
  },
  LEDGER_UNBALANCED: {
    kind: 'invalid',
    en: 'Debits and credits in {currency} differ by {difference}.',
    zh: '{currency} 借贷不平，相差 {difference}。',
    next: { en: 'Every transaction balances in each of its currencies.', zh: '每笔交易须按货币分别借贷平衡。' },
  },
  LEDGER_INSUFFICIENT_FUNDS: {
    kind: 'not_now',
    en: 'Account {account} has {currency} {available}, which is {short} too little.',
    zh: '账户 {account} 余额为 {currency} {available}，尚缺 {short}。',
    next: { en: 'Wait for the money, or ask for less.', zh: '请等待资金到账，或减少金额。' },
  },
  LEDGER_TRANSACTION_DIFFERS: {
    kind: 'exists',
    en: 'Transaction {transaction} was posted before with other entries; this {type} is not posted.',
    zh: '交易 {transaction} 此前已按其他分录入账，本次 {type} 未入账。',
    next: { en: 'Correct by a new transaction that names the first.', zh: '请以新交易冲正，并注明原交易。' },
  },
  PAYOUT_EXISTS: {
    kind: 'exists',
    en: 'There is already a payment of {amount} for this.',
    zh: '就此已有一笔 {amount} 的付款。',
    next: {
      en: 'It is paid once; after a rejection the same amount is asked for again.',
      zh: '仅付款一次；被拒后请以相同金额重新发起。',
    },
  },
  PAYOUT_NOT_REJECTED: {
    kind: 'not_now',
    en: 'Attempt {attempt} of this payment was not rejected by the bank.',
    zh: '该付款第 {attempt} 次尝试未被银行拒绝。',
    next: {
      en: "Wait for the bank's answer: what is not known to be rejected is never sent twice.",
      zh: '请等待银行答复；未确认被拒的付款不得重复发送。',
    },
  },
  PAYOUT_AMOUNT_INVALID: {
    kind: 'invalid',
    en: '{amount} cannot be paid out: it must be above zero, in {currency}.',
    zh: '{amount} 不能出款：须为大于零的 {currency} 金额。',
    next: { en: 'Sell the currency first, then pay out what it brought.', zh: '请先结汇，再按结汇所得出款。' },
  },
  PAYOUT_NO_BENEFICIARY: {
    kind: 'not_now',
    en: 'No account is on record to which money of {tenant} can be paid out.',
    zh: '未登记 {tenant} 的收款账户。',
    next: { en: 'Register the beneficiary in the configuration of fx.', zh: '请在 fx 配置中登记收款人。' },
  },
  PAYOUT_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no such payout.',
    zh: '不存在该笔付款。',
    next: { en: 'Check the end-to-end id.', zh: '请核对端到端标识号。' },
  },
  PAYOUT_WAS_REJECTED: {
    kind: 'not_now',
    en: 'The bank rejected payout {payout}; its money is back in the account that it came from.',
    zh: '银行已拒绝付款 {payout}，资金已退回原账户。',
    next: { en: 'Ask the bank why it still reports on it.', zh: '请向银行核实其后续通知。' },
  },
  PAYOUT_ALREADY_SETTLED: {
    kind: 'not_now',
    en: 'Payout {payout} is settled already.',
    zh: '付款 {payout} 已结清。',
    next: {
      en: 'Ask the bank about the second report: money may have moved twice.',
      zh: '请向银行核实第二份通知，资金可能重复划转。',
    },
  },
  PAYOUT_AMOUNT_DIFFERS: {
    kind: 'not_now',
    en: 'The bank booked {booked} for payout {payout} of {amount}.',
    zh: '付款 {payout} 金额为 {amount}，银行入账为 {booked}。',
    next: { en: 'Ask the bank; nothing is booked until this is explained.', zh: '请向银行核实，查明前不予记账。' },
  },
  CLAIM_EXISTS: {
    kind: 'exists',
    en: 'Order {order} already has a claim of {amount}.',
    zh: '订单 {order} 已有一笔 {amount} 的索赔。',
    next: { en: 'An order is claimed for once.', zh: '每笔订单仅索赔一次。' },
  },
  CLAIM_REASON_UNKNOWN: {
    kind: 'invalid',
    en: "'{reason}' is no reason for a claim.",
    zh: '“{reason}”不是有效的索赔原因。',
    next: { en: 'Give LOST, DAMAGED or SHORT.', zh: '请提供 LOST（丢失）、DAMAGED（损坏）或 SHORT（短少）。' },
  },
  CLAIM_DEBTOR_INVALID: {
    kind: 'invalid',
    en: "'{debtor}' cannot stand for a carrier.",
    zh: '“{debtor}”不能作为承运商名称。',
    next: {
      en: 'Give the name under which orders know the carrier, such as YANWEN.',
      zh: '请提供订单所用的承运商名称，如 YANWEN。',
    },
  },
  CLAIM_AMOUNT_INVALID: {
    kind: 'invalid',
    en: '{amount} cannot be claimed: it must be above zero.',
    zh: '索赔金额不能为 {amount}，须大于零。',
    next: { en: 'Give the value of the goods that are missing.', zh: '请提供缺失货物的价值。' },
  },
  CLAIM_UNKNOWN: {
    kind: 'not_found',
    en: 'There is no claim {reference}.',
    zh: '不存在索赔 {reference}。',
    next: {
      en: 'Check the reference; the money waits among the unidentified receipts (2050).',
      zh: '请核对索赔编号；该笔款项列入待查款项（2050）。',
    },
  },
  CLAIM_SETTLED: {
    kind: 'not_now',
    en: 'Claim {reference} is paid already.',
    zh: '索赔 {reference} 已赔付。',
    next: {
      en: 'Return the second payment from the unidentified receipts (2050).',
      zh: '请将第二笔赔款从待查款项（2050）退回。',
    },
  },
  CLAIM_AMOUNT_DIFFERS: {
    kind: 'not_now',
    en: 'Claim {reference} is over {expected}, received was {received}.',
    zh: '索赔 {reference} 应收 {expected}，实收 {received}。',
    next: {
      en: 'Agree with the carrier: the money waits among the unidentified receipts (2050).',
      zh: '请与承运商核实；该笔款项列入待查款项（2050）。',
    },
  },
  AMOUNT_CURRENCY_UNKNOWN: {
    kind: 'invalid',
    en: '{currency} is not a currency of ISO 4217.',
    zh: '{currency} 不是 ISO 4217 货币。',
    next: { en: 'Give the three-letter code of a currency, such as USD.', zh: '请提供三位货币代码，如 USD。' },
  },
  ACCOUNT_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no account {account} in your books.',
    zh: '贵方账簿中没有账户 {account}。',
    next: { en: 'List your accounts at GET /v1/ledger/accounts.', zh: '请通过 GET /v1/ledger/accounts 查看账户列表。' },
  },
} as const satisfies Refusals;
