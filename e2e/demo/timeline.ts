import { type Api, type Json, listAt, ok, textAt } from '../story/api.ts';

const width = 118;

/** What a short telling keeps: where the order stands, and what decided it. */
const turningPoints =
  /^(Order(?!NumberClaimed|Announced)|EscrowFunded|CaseMismatched|CaseMatched|DocumentSubmitted|DeclarationRe|DeclarationCancelled|TaxBill|AllowanceUsed|GatePassed|ParcelDispatched|ExpectedGoodsCounted|InboundDiscrepancy|ReturnRe|ReturnGraded|EscrowRe|CurrencySold|Payout(Rejected|Settled)|Claim|ShipmentLost|ShipmentDamaged|EndingDecided|PaymentMismatched|StepRetried|FundsReturn)/;

/**
 * Prints an order's timeline as a person would want to read it: by day, with what each service did.
 * @param whole everything; else the turning points
 */
export async function printTimeline(api: Api, orderId: string, language: 'en' | 'zh', whole: boolean): Promise<void> {
  let day = '';
  for await (const entry of entries(api, orderId, language)) {
    if (!whole && !turningPoints.test(textAt(entry, 'type'))) continue;
    const [date = '', clock = ''] = local(textAt(entry, 'time')).split(' ');
    if (date !== day) {
      day = date;
      console.log(`\n${date}  (Asia/Shanghai)`);
    }
    const label = `  ${clock}  ${textAt(entry, 'service').padEnd(10)}`;
    const [first = '', ...rest] = wrap(textAt(entry, 'text'), width - label.length);
    console.log(`${label} ${first}`);
    for (const line of rest) console.log(`${' '.repeat(label.length)} ${line}`);
  }
}

async function* entries(api: Api, orderId: string, language: string): AsyncGenerator<Json> {
  for (let cursor = ''; ; ) {
    const path = `/v1/orders/${orderId}/timeline?detail=story&lang=${language}&limit=200&cursor=${encodeURIComponent(cursor)}`;
    const page = ok(await api.get(path), 'the timeline');
    yield* listAt(page, 'entries');
    cursor = textAt(page, 'nextCursor');
    if (cursor === '') return;
  }
}

/** 2026-03-02T01:00:00.000Z → 2026-03-02 09:00:00 */
function local(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  // Chinese breaks anywhere, English between words.
  for (const piece of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []) {
    if (line !== '' && cells(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Columns a terminal needs: a Chinese character takes two. */
function cells(text: string): number {
  return text.length + (text.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0);
}
