/** A line of the list of goods that may come in as retail imports (跨境电商零售进口商品清单). */
export interface RetailLine {
  /** The first digits of its commodity codes. */
  readonly hs: string;
  readonly validFrom: string;
  readonly validTo?: string;
  /** First legal unit of the tariff, a customs unit code. */
  readonly legalUnit?: string;
  /** Where the remark names modes: only these. */
  readonly modes?: readonly string[];
  /** The remark excludes what the longer code names from a line above. */
  readonly excluded?: boolean;
  readonly remark?: string;
}

const since2016 = '2016-04-08';
const [kilogram, litre, piece] = ['035', '095', '011'];
const bonded = ['1210', '1239'];

// The lines of what can be taxed here. Neither lines nor remarks were compared with the list in force.
const lines: readonly RetailLine[] = [
  { hs: '04022100', validFrom: since2016, legalUnit: kilogram },
  { hs: '04090000', validFrom: since2016, legalUnit: kilogram },
  { hs: '09012100', validFrom: since2016, legalUnit: kilogram },
  { hs: '10063020', validFrom: since2016, legalUnit: kilogram, modes: bonded, remark: '仅限网购保税商品' },
  { hs: '19011010', validFrom: since2016, legalUnit: kilogram },
  { hs: '19011090', validFrom: since2016, legalUnit: kilogram },
  { hs: '21069090', validFrom: since2016, legalUnit: kilogram },
  { hs: '22030000', validFrom: '2018-01-01', legalUnit: litre },
  { hs: '22042100', validFrom: since2016, legalUnit: litre },
  { hs: '22083000', validFrom: '2019-01-01', legalUnit: litre },
  { hs: '3004', validFrom: since2016 },
  // Preparations of endangered species need a permit, which no retail import has.
  { hs: '3004905', validFrom: since2016, excluded: true, remark: '列入濒危物种的除外' },
  { hs: '33030000', validFrom: since2016 },
  { hs: '33041000', validFrom: since2016 },
  { hs: '33049900', validFrom: since2016 },
  { hs: '420222', validFrom: since2016 },
  { hs: '49019900', validFrom: since2016 },
  { hs: '61091000', validFrom: since2016, legalUnit: piece },
  { hs: '85183000', validFrom: since2016 },
  { hs: '87120', validFrom: since2016 },
  { hs: '9102', validFrom: since2016 },
  { hs: '9503', validFrom: since2016 },
  { hs: '9506', validFrom: since2016 },
  { hs: '96190011', validFrom: since2016, legalUnit: kilogram },
];

/** The longest line of a commodity code on a day (yyyy-mm-dd, China); undefined where it is on none. */
export function retailLineOn(hsCode: string, day: string): RetailLine | undefined {
  let found: RetailLine | undefined;
  for (const line of lines) {
    const holds = line.validFrom <= day && (line.validTo === undefined || day <= line.validTo);
    if (holds && hsCode.startsWith(line.hs) && line.hs.length > (found?.hs.length ?? 0)) found = line;
  }
  return found;
}
