import type { Day } from '../days.ts';

/** What the State Council announced for a year: days off, and the weekends worked to make up for them (调休). */
export interface OfficialYear {
  readonly year: number;
  readonly source: string;
  readonly off: readonly Day[];
  readonly worked: readonly Day[];
}

const span = (year: number, ...spans: readonly string[]): readonly Day[] =>
  spans.flatMap((text) => {
    const [from = '', to = from] = text.split('…');
    const first = Date.parse(`${year}-${from}`);
    const count = (Date.parse(`${year}-${to}`) - first) / 86_400_000 + 1;
    return Array.from({ length: count }, (_, index) => new Date(first + index * 86_400_000).toISOString().slice(0, 10));
  });

/** Official working days, one entry a year (国务院办公厅关于部分节假日安排的通知). */
export const chinaYears: readonly OfficialYear[] = [
  {
    year: 2022,
    source: '国办发明电〔2021〕11号',
    off: span(
      2022,
      '01-01…01-03',
      '01-31…02-06',
      '04-03…04-05',
      '04-30…05-04',
      '06-03…06-05',
      '09-10…09-12',
      '10-01…10-07',
      '12-31',
    ),
    worked: span(2022, '01-29…01-30', '04-02', '04-24', '05-07', '10-08…10-09'),
  },
  {
    year: 2023,
    source: '国办发明电〔2022〕16号',
    off: span(2023, '01-01…01-02', '01-21…01-27', '04-05', '04-29…05-03', '06-22…06-24', '09-29…10-06'),
    worked: span(2023, '01-28…01-29', '04-23', '05-06', '06-25', '10-07…10-08'),
  },
  {
    year: 2024,
    source: '国办发明电〔2023〕7号',
    off: span(2024, '01-01', '02-10…02-17', '04-04…04-06', '05-01…05-05', '06-10', '09-15…09-17', '10-01…10-07'),
    worked: span(2024, '02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'),
  },
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    off: span(2025, '01-01', '01-28…02-04', '04-04…04-06', '05-01…05-05', '05-31…06-02', '10-01…10-08'),
    worked: span(2025, '01-26', '02-08', '04-27', '09-28', '10-11'),
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    off: span(
      2026,
      '01-01…01-03',
      '02-15…02-23',
      '04-04…04-06',
      '05-01…05-05',
      '06-19…06-21',
      '09-25…09-27',
      '10-01…10-07',
    ),
    worked: span(2026, '01-04', '02-14', '02-28', '05-09', '09-20', '10-10'),
  },
];
