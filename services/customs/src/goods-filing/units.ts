/**
 * Units of measure of Chinese customs (JGS-20 unit table, as the 202205 edition of the CEB messages uses it):
 * 3-digit code → Chinese name. These numbers are customs' own; the same number means other things as country or currency.
 */
export const customsUnits: Readonly<Record<string, string>> = {
  '001': '台',
  '002': '座',
  '003': '辆',
  '004': '艘',
  '005': '架',
  '006': '套',
  '007': '个',
  '008': '只',
  '009': '头',
  '010': '张',
  '011': '件',
  '012': '支',
  '013': '枝',
  '014': '根',
  '015': '条',
  '016': '把',
  '017': '块',
  '018': '卷',
  '019': '副',
  '020': '片',
  '021': '组',
  '022': '份',
  '023': '幅',
  '025': '双',
  '026': '对',
  '030': '米',
  '032': '平方米',
  '033': '立方米',
  '034': '筒',
  '035': '千克',
  '036': '克',
  '039': '具',
  '054': '千个',
  '070': '吨',
  '095': '升',
  '096': '毫升',
  '120': '箱',
  '122': '罐',
  '123': '桶',
  '125': '包',
  '127': '打',
  '132': '本',
  '136': '袋',
  '139': '粒',
  '140': '盒',
  '142': '瓶',
};

/** UN/ECE Recommendation 20 code in which goods are sold → the customs unit that a message carries for it. */
const customsUnitOf: Readonly<Record<string, string>> = {
  C62: '007',
  H87: '011',
  SET: '006',
  PR: '026',
  DZN: '127',
  KGM: '035',
  GRM: '036',
  TNE: '070',
  LTR: '095',
  MLT: '096',
  MTR: '030',
  MTK: '032',
  MTQ: '033',
};

/** The customs unit of a Recommendation 20 code; undefined where the table has none. */
export function customsUnit(rec20: string): string | undefined {
  return Object.hasOwn(customsUnitOf, rec20) ? customsUnitOf[rec20] : undefined;
}

/** True for a 3-digit unit code that customs knows. */
export function isCustomsUnit(code: string): boolean {
  return Object.hasOwn(customsUnits, code);
}
