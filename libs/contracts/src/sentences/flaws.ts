import type { Flaw } from '../gen/portolan/common/v1/types.ts';
import type { Language } from '../language.ts';

interface Reason {
  /** As adapters write it, or the code of a refusal; groups are filled into the texts. */
  readonly said: RegExp;
  readonly zh: string;
  /** Where it is a code rather than a sentence. */
  readonly en?: string;
}

const reasons: readonly Reason[] = [
  { said: /^is missing$/, zh: '缺失' },
  { said: /^is empty$/, zh: '为空' },
  { said: /^is missing or not as agreed$/, zh: '缺失或不符合约定' },
  { said: /^is not UTF-8 text$/, zh: '不是 UTF-8 文本' },
  { said: /^is not UTF-8$/, zh: '不是 UTF-8 文本' },
  { said: /^declares a DOCTYPE, which is not accepted$/, zh: '含有不允许的 DOCTYPE 声明' },
  { said: /^is not well-formed XML, line (\d+)$/, zh: '不是格式良好的 XML（第 $1 行）' },
  { said: /^is not in a namespace of ISO 20022$/, zh: '不在 ISO 20022 命名空间内' },
  { said: /^cannot be read as XML$/, zh: '无法按 XML 读取' },
  { said: /^is longer than (\d+) bytes$/, zh: '超过 $1 字节' },
  { said: /^must stand in the form once$/, zh: '应在表单中出现一次' },
  { said: /^is no JSON object$/, zh: '不是 JSON 对象' },
  { said: /^must have (\d+) to (\d+) characters$/, zh: '应为 $1 至 $2 个字符' },
  { said: /^must be Unix milliseconds$/, zh: '应为毫秒时间戳' },
  { said: /^is not base64$/, zh: '不是 base64 编码' },
  { said: /^is not JSON with a list "events"$/, zh: '不是含 events 列表的 JSON' },
  { said: /^is no ISO 8601 time with an offset$/, zh: '不是带时区偏移的 ISO 8601 时间' },
  { said: /^is no date and time$/, zh: '不是有效的日期时间' },
  { said: /^is not well-formed XML at line (\d+): (.+)$/, zh: '不是格式良好的 XML（第 $1 行：$2）' },
  { said: /^cannot be parsed$/, zh: '无法解析' },
  { said: /^declares a document type$/, zh: '含有不允许的文档类型声明' },
  { said: /^has not exactly one root element$/, zh: '根元素不唯一' },
  { said: /^is nested deeper than (\d+) elements$/, zh: '嵌套超过 $1 层' },
  { said: /^uses the prefix (.+) of no namespace$/, zh: '使用了未声明的命名空间前缀 $1' },
  { said: /^uses an entity that XML does not define$/, zh: '使用了 XML 未定义的实体' },
  { said: /^is not of namespace (.+)$/, zh: '命名空间不是 $1' },
  { said: /^is no message of the exchange$/, zh: '不是交换平台报文' },
  { said: /^is no reply of customs that is read here$/, zh: '不是本系统可读取的海关回执' },
  { said: /^must stand (\d+) to (\d+) times$/, zh: '应出现 $1 至 $2 次' },
  { said: /^is larger than (\d+) bytes$/, zh: '超过 $1 字节' },
  { said: /^is longer than (\d+) characters$/, zh: '超过 $1 个字符' },
  { said: /^has not the shape that the specification asks for$/, zh: '不符合规范格式' },
  { said: /^is neither CRDT nor DBIT$/, zh: '既非 CRDT 也非 DBIT' },
  { said: /^is neither true nor false$/, zh: '既非 true 也非 false' },
  { said: /^is neither a (.+) nor a (.+)$/, zh: '既非 $1 也非 $2' },
  { said: /^is no payment status of ISO 20022$/, zh: '不是 ISO 20022 付款状态' },
  { said: /^is none of (.+)$/, zh: '不在 $1 之列' },
  { said: /^is not a currency of ISO 4217$/, zh: '不是 ISO 4217 货币代码' },
  { said: /^is not a date$/, zh: '不是有效日期' },
  { said: /^is not a decimal amount of at most (\d+) digits$/, zh: '不是最多 $1 位的十进制金额' },
  { said: /^is not a time with its offset$/, zh: '不是带时区偏移的时间' },
  { said: /^is not above zero$/, zh: '应大于零' },
  { said: /^is not the sum of its transactions$/, zh: '与各笔交易之和不符' },
  { said: /^stands twice in this message$/, zh: '在本报文中重复出现' },
  { said: /^OPBD and the booked entries do not add up to CLBD$/, zh: '期初余额加已记账分录与期末余额不符' },
  { said: /^has no balance of type (\w+)$/, zh: '缺少 $1 余额' },
  { said: /^is in more than one currency$/, zh: '币种不一致' },
  { said: /^is not a number of at most (\d+) digits$/, zh: '不是最多 $1 位的数字' },
  { said: /^is not a rate of at most (\d+) digits$/, zh: '不是最多 $1 位的汇率' },
  { said: /^is not a UUID of version 4 in lower case$/, zh: '不是小写的第 4 版 UUID' },
  { said: /^names no transaction$/, zh: '未列明任何交易' },
  { said: /^is not the number of transactions$/, zh: '与交易笔数不符' },
  { said: /^is not InstdAmt × XchgRate − ChrgsInf$/, zh: '与指示金额×汇率−费用不符' },
  { said: /^is no IBAN of ISO 13616$/, zh: '不是有效的 IBAN（ISO 13616）' },
  { said: /^is no LEI of ISO 17442$/, zh: '不是有效的 LEI（ISO 17442）' },
  { said: /^is no BIC of ISO 9362$/, zh: '不是有效的 BIC（ISO 9362）' },
  { said: /^is no creditor reference of ISO 11649$/, zh: '不是有效的收款人参考号（ISO 11649）' },
  { said: /^lacks an element: expected is (.+)$/, zh: '缺少元素，应为 $1' },
  { said: /^lacks an element$/, zh: '缺少元素' },
  { said: /^does not stand here: expected is (.+)$/, zh: '位置不符，应为 $1' },
  { said: /^does not stand here$/, zh: '位置不符' },
  { said: /^breaks the (\w+) of its type$/, zh: '违反其类型的 $1 限制' },
  { said: /^lacks an attribute$/, zh: '缺少属性' },
  { said: /^is no value of its type$/, zh: '不是其类型的有效值' },
  { said: /^has more decimals than (\w+)$/, zh: '小数位数超过 $1 的规定' },
  { said: /^is of less than a cent$/, zh: '精确到分以下' },
  { said: /^is no field of this message$/, zh: '不是本报文的字段' },
  { said: /^is no part of this message$/, zh: '不是本报文的组成部分' },
  { said: /^is no message of edition (\d+)$/, zh: '不是 $1 版的报文' },
  { said: /^stands more than once$/, zh: '重复出现' },
  { said: /^stands too late$/, zh: '顺序靠后，应在前面出现' },
  { said: /^stands only together with (.+)$/, zh: '只能与 $1 同时出现' },
  { said: /^must come first$/, zh: '应排在最前' },
  { said: /^has elements inside$/, zh: '不应含有子元素' },
  { said: /^has text between its fields$/, zh: '字段之间含有文字' },
  { said: /^has text between its elements$/, zh: '元素之间含有文字' },
  { said: /^is not 1\.0$/, zh: '不是 1.0' },
  { said: /^carries more than one element$/, zh: '只能包含一个元素' },
  { said: /^is missing, mode (\w+) needs it$/, zh: '缺失，监管方式 $1 必填' },
  { said: /^must be left out in mode (\w+)$/, zh: '监管方式 $1 下不得填写' },
  { said: /^must be (\d+): lines are numbered from 1 on$/, zh: '应为 $1：商品项从 1 起连续编号' },
  { said: /^must stand at least (\d+) times$/, zh: '至少应出现 $1 次' },
  { said: /^is no whole number$/, zh: '不是整数' },
  { said: /^is no decimal number$/, zh: '不是十进制数' },
  { said: /^has more than (\d+) digits$/, zh: '超过 $1 位数字' },
  { said: /^has more than (\d+) digits before or (\d+) after the point$/, zh: '整数超过 $1 位或小数超过 $2 位' },
  { said: /^is shorter than (\d+) characters$/, zh: '不足 $1 个字符' },
  { said: /^has characters that cannot be written in GB 18030$/, zh: '含有 GB 18030 无法表示的字符' },
  { said: /^must hold (\d+) to (\d+)$/, zh: '应有 $1 至 $2 个' },
  { said: /^declares a document type, which is not accepted$/, zh: '含有不允许的文档类型声明' },
  { said: /^is not well-formed XML at line (\d+)$/, zh: '不是格式良好的 XML（第 $1 行）' },
  { said: /^is of nobody we trust$/, zh: '签名者不受信任' },
  { said: /^does not fit the message$/, zh: '签名与报文不符' },
  { said: /^WAYBILL_INVALID$/, en: 'is no waybill number of UPU standard S10', zh: '不符合万国邮联 S10 标准' },
  { said: /^WAYBILL_TAKEN$/, en: 'was given to another shipment before', zh: '已用于另一货件' },
  { said: /^PERSON_FORGOTTEN$/, en: 'has been deleted', zh: '资料已删除' },
];

// The code of the rule that is broken may follow a reason: 'is missing (MISSING)'.
const withRule = /^(.*?)( \([A-Z_]+\))?$/s;

/** What is wrong with a field, in a language. A reason that is not known here stays as it was written. */
export function flawText({ field, reason }: Flaw, language: Language): string {
  const [, plain = '', rule = ''] = withRule.exec(reason) ?? [];
  const known = reasons.find(({ said }) => said.test(plain));
  const text = known?.[language];
  return `${field} ${known === undefined || text === undefined ? plain : plain.replace(known.said, text)}${rule}`;
}

/** The same of reasons that a hold carries as one text: 'waybillNo WAYBILL_TAKEN; status HTTP 422'. */
export function reasonTexts(text: string, language: Language): string {
  const flaws = text.split('; ').map((flaw) => {
    const [field = '', ...reason] = flaw.split(' ');
    return { field, reason: reason.join(' ') };
  });
  return flawTexts(flaws, language);
}

/** The same for all flaws of a message. */
export function flawTexts(flaws: readonly Flaw[], language: Language): string {
  return flaws.map((flaw) => flawText(flaw, language)).join(language === 'zh' ? '；' : '; ');
}
