import type { Refusals } from '../language.ts';

/** Every "no" to a file of orders. What is wrong with the order of a row is said by the refusals of orders. */
export const importRefusals = {
  IMPORT_EMPTY: {
    kind: 'invalid',
    en: 'The file holds no orders: nothing follows its heading.',
    zh: '文件中没有订单：表头之后没有任何数据行。',
    next: {
      en: 'Export the orders again and send the file with at least one row.',
      zh: '请重新导出订单，文件至少应有一行数据。',
    },
  },
  IMPORT_NOT_UTF8: {
    kind: 'invalid',
    en: 'The file is not in UTF-8.',
    zh: '文件不是 UTF-8 编码。',
    next: {
      en: 'Save it as "CSV UTF-8" and send it again; a byte order mark does no harm.',
      zh: '请另存为“CSV UTF-8”格式后重新上传，可带 BOM。',
    },
  },
  IMPORT_NOT_CSV: {
    kind: 'invalid',
    en: 'The file cannot be read as CSV from line {line} on.',
    zh: '文件自第 {line} 行起无法按 CSV 解析。',
    next: {
      en: 'Close every quotation mark, and write a quotation mark inside a cell twice.',
      zh: '请检查引号是否成对；单元格内的引号须写成两个。',
    },
  },
  IMPORT_HEADING_MISSING: {
    kind: 'invalid',
    en: 'The first line of the file names none of the columns of an order.',
    zh: '文件首行不含任何订单列名。',
    next: {
      en: 'Begin the file with a heading such as orderNo,mode,…; cells are parted by commas.',
      zh: '请在首行写明列名，例如 orderNo,mode,…，并以英文逗号分隔。',
    },
  },
  IMPORT_COLUMN_UNKNOWN: {
    kind: 'invalid',
    en: 'The file has a column "{column}", which no order has.',
    zh: '文件含有无法识别的列“{column}”。',
    next: {
      en: 'Rename it or take it out; what belongs to line 2 of an order ends in 2, as in sku2.',
      zh: '请更名或删除该列；订单第2行商品的列名以2结尾，例如 sku2。',
    },
  },
  IMPORT_COLUMN_MISSING: {
    kind: 'invalid',
    en: 'The file lacks the columns {columns}.',
    zh: '文件缺少以下列：{columns}。',
    next: { en: 'Add them to the heading and to every row.', zh: '请在表头及每一行补齐这些列。' },
  },
  IMPORT_COLUMN_TWICE: {
    kind: 'invalid',
    en: 'The file has the column "{column}" twice.',
    zh: '文件中列“{column}”重复出现。',
    next: { en: 'Keep one of the two.', zh: '请仅保留其中一列。' },
  },
  IMPORT_TOO_MANY_ROWS: {
    kind: 'invalid',
    en: 'The file has more than {most} rows.',
    zh: '文件超过 {most} 行。',
    next: { en: 'Split it into several files.', zh: '请拆分为多个文件。' },
  },
  IMPORT_TOO_LARGE: {
    kind: 'invalid',
    en: 'The file is larger than {most} bytes.',
    zh: '文件超过 {most} 字节。',
    next: { en: 'Split it into several files.', zh: '请拆分为多个文件。' },
  },
  IMPORT_CELLS_WRONG: {
    kind: 'invalid',
    en: 'The row has {actual} cells, but the heading has {expected}.',
    zh: '该行有 {actual} 个单元格，而表头有 {expected} 个。',
    next: {
      en: 'Put cells that contain a comma into quotation marks, and leave empty cells in their place.',
      zh: '含逗号的单元格请加引号，空单元格请保留位置。',
    },
  },
  IMPORT_CELL_NOT_PRINTABLE: {
    kind: 'invalid',
    en: '{field} holds a line break or another character that cannot be printed.',
    zh: '{field} 含有换行或其他不可打印字符。',
    next: { en: 'Write {field} in one line of plain text.', zh: '请将 {field} 改为单行纯文本。' },
  },
  IMPORT_AMOUNT_WRONG: {
    kind: 'invalid',
    en: '{field} is not an amount in {currency}: a number with at most {digits} decimals, a point before them and nothing else.',
    zh: '{field} 不是有效的 {currency} 金额：应为数字，以英文句点作小数点，最多 {digits} 位小数。',
    next: {
      en: 'Write {field} without a currency sign and without separators of thousands, as 1234.50.',
      zh: '请去掉 {field} 中的货币符号和千分位分隔符，例如写成 1234.50。',
    },
  },
  IMPORT_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no import {id}.',
    zh: '没有导入任务 {id}。',
    next: {
      en: 'Check the id; it is the one that sending the file answered.',
      zh: '请核对导入标识，即上传文件时返回的标识。',
    },
  },
} as const satisfies Refusals;
