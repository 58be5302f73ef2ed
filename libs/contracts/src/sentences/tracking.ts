import { formatMoney } from '@portolan/money';
import type { TrackingEvent } from '../catalogue.ts';
import type { Complete } from '../complete.ts';
import type { Milestone, Scan } from '../gen/portolan/tracking/v1/types.ts';
import type { Language, Sentences } from '../language.ts';
import { flawTexts } from './flaws.ts';
import { localTime } from './times.ts';

const milestoneTexts: Readonly<Record<Milestone, Readonly<Record<Language, string>>>> = {
  MILESTONE_UNSPECIFIED: { en: 'a scan without a milestone', zh: '其他轨迹' },
  MILESTONE_INFO_RECEIVED: { en: 'shipping data received', zh: '已收到运单信息' },
  MILESTONE_PICKED_UP: { en: 'picked up', zh: '已揽收' },
  MILESTONE_IN_TRANSIT: { en: 'in transit', zh: '运输中' },
  MILESTONE_EXPORT_CUSTOMS: { en: 'at export customs', zh: '出口清关中' },
  MILESTONE_DEPARTED_ORIGIN: { en: 'departed from the country of origin', zh: '已离开原寄国' },
  MILESTONE_ARRIVED_DESTINATION: { en: 'arrived in the country of destination', zh: '已到达寄达国' },
  MILESTONE_IMPORT_CUSTOMS: { en: 'at import customs', zh: '进口清关中' },
  MILESTONE_CUSTOMS_RELEASED: { en: 'released by import customs', zh: '进口清关已放行' },
  MILESTONE_AT_DELIVERY_OFFICE: { en: 'at the delivery office', zh: '到达投递局' },
  MILESTONE_OUT_FOR_DELIVERY: { en: 'out for delivery', zh: '派送中' },
  MILESTONE_DELIVERED: { en: 'delivered', zh: '已妥投' },
  MILESTONE_LOST: { en: 'lost', zh: '已遗失' },
  MILESTONE_DAMAGED: { en: 'damaged', zh: '已损毁' },
  MILESTONE_RETURNED_TO_SENDER: { en: 'on its way back to the sender', zh: '退回寄件人' },
  UNRECOGNIZED: { en: 'a scan of an unknown kind', zh: '未知轨迹' },
};

/** A milestone as a person would say it. */
export const milestoneText = (milestone: Milestone, language: Language): string => milestoneTexts[milestone][language];

const place = ({ location, country }: Complete<Scan>): string =>
  [location, country].filter((it) => it !== '').join(', ');

const scanEn = (scan: Complete<Scan>): string =>
  `${scan.code} (${milestoneText(scan.milestone, 'en')}) at ${place(scan) || 'an unnamed place'}, ${localTime(scan.eventTime)}`;
const scanZh = (scan: Complete<Scan>): string =>
  `${scan.code}（${milestoneText(scan.milestone, 'zh')}），${place(scan) || '地点未注明'}，${localTime(scan.eventTime)}`;

/** What tracking tells. */
export const trackingSentences: Sentences<TrackingEvent> = {
  CarrierMessageReceived: {
    en: ({ carrier, scans, flaws }) =>
      `Carrier ${carrier} pushed a message with ${scans.length} scan(s)${flaws.length === 0 ? '' : `; unreadable: ${flawTexts(flaws, 'en')}`}.`,
    zh: ({ carrier, scans, flaws }) =>
      `收到承运商 ${carrier} 推送的 ${scans.length} 条轨迹${flaws.length === 0 ? '' : `；无法读取：${flawTexts(flaws, 'zh')}`}。`,
  },
  CarrierMessageRefused: {
    en: ({ carrier, flaws }) =>
      `A message of carrier ${carrier} could not be read and was kept: ${flawTexts(flaws, 'en')}.`,
    zh: ({ carrier, flaws }) => `承运商 ${carrier} 的报文无法读取，已留存：${flawTexts(flaws, 'zh')}。`,
  },
  ScanUnmatched: {
    en: ({ scan }) =>
      `A scan of waybill number ${scan.waybillNo} belongs to no shipment: ${scanEn(scan)}; somebody must look at it.`,
    zh: ({ scan }) => `运单号 ${scan.waybillNo} 的轨迹找不到对应货件：${scanZh(scan)}；需人工处理。`,
  },
  WaybillAssigned: {
    en: ({ waybillNo, carrier }) => `Waybill number ${waybillNo} of carrier ${carrier} belongs to this shipment.`,
    zh: ({ waybillNo, carrier }) => `承运商 ${carrier} 的运单号 ${waybillNo} 已关联本货件。`,
  },
  ShipmentRegistered: {
    en: ({ orderNo, carrier, grossWeight, packs, declaredValue, consignee }) =>
      `The parcel of order ${orderNo} was registered with carrier ${carrier}: ${grossWeight} kg gross, ${packs} pack(s), ${formatMoney(declaredValue)}, to ${consignee.country}.`,
    zh: ({ orderNo, carrier, grossWeight, packs, declaredValue, consignee }) =>
      `订单 ${orderNo} 的包裹已向承运商 ${carrier} 下单：毛重 ${grossWeight} 千克，${packs} 件，申报价值 ${formatMoney(declaredValue)}，寄往 ${consignee.country}。`,
  },
  LabelIssued: {
    en: ({ waybillNo, freight }) =>
      `The carrier issued the label of waybill ${waybillNo}; freight ${formatMoney(freight)}.`,
    zh: ({ waybillNo, freight }) => `承运商已出具面单，运单号 ${waybillNo}，运费 ${formatMoney(freight)}。`,
  },
  LabelRefused: {
    en: ({ flaws }) => `The carrier issued no label that can be used: ${flawTexts(flaws, 'en')}.`,
    zh: ({ flaws }) => `承运商未出具可用面单：${flawTexts(flaws, 'zh')}。`,
  },
  ShipmentHandedOver: {
    en: () => 'The parcel went over to the carrier.',
    zh: () => '包裹已交承运商。',
  },
  HandoverConfirmed: {
    en: ({ manifestNo }) => `The carrier confirmed the parcel on manifest ${manifestNo}.`,
    zh: ({ manifestNo }) => `承运商已确认交接，交接单号 ${manifestNo}。`,
  },
  HandoverRefused: {
    en: ({ flaws }) => `The carrier does not put the parcel on its manifest: ${flawTexts(flaws, 'en')}.`,
    zh: ({ flaws }) => `承运商未将包裹列入交接单：${flawTexts(flaws, 'zh')}。`,
  },
  ScanRecorded: {
    en: ({ scan, late, suspect }) =>
      `${late ? 'Late scan' : 'Scan'} ${scanEn(scan)}${suspect ? '; its time cannot be right, so it moves nothing' : ''}.`,
    zh: ({ scan, late, suspect }) =>
      `${late ? '补录轨迹' : '轨迹'} ${scanZh(scan)}${suspect ? '；时间异常，不影响状态' : ''}。`,
  },
  ScanCorrected: {
    en: ({ scan, scanVersion, suspect }) =>
      `The carrier corrected a scan (version ${scanVersion}): ${scanEn(scan)}${suspect ? '; its time cannot be right, so it moves nothing' : ''}.`,
    zh: ({ scan, scanVersion, suspect }) =>
      `承运商更正轨迹（第 ${scanVersion} 版）：${scanZh(scan)}${suspect ? '；时间异常，不影响状态' : ''}。`,
  },
  MilestoneReached: {
    en: ({ milestone, reachedAt }) => `Milestone: ${milestoneText(milestone, 'en')}, ${localTime(reachedAt)}.`,
    zh: ({ milestone, reachedAt }) => `物流节点：${milestoneText(milestone, 'zh')}，${localTime(reachedAt)}。`,
  },
  ShipmentDelivered: {
    en: ({ deliveredAt }) => `The parcel was delivered, ${localTime(deliveredAt)}.`,
    zh: ({ deliveredAt }) => `包裹已妥投，${localTime(deliveredAt)}。`,
  },
  ShipmentLost: {
    en: ({ carrier, reportedAt }) => `Carrier ${carrier} says that it has lost the parcel, ${localTime(reportedAt)}.`,
    zh: ({ carrier, reportedAt }) => `承运商 ${carrier} 报告包裹遗失，${localTime(reportedAt)}。`,
  },
  ShipmentDamaged: {
    en: ({ carrier, reportedAt }) =>
      `Carrier ${carrier} says that the contents of the parcel are destroyed, ${localTime(reportedAt)}.`,
    zh: ({ carrier, reportedAt }) => `承运商 ${carrier} 报告包裹内件损毁，${localTime(reportedAt)}。`,
  },
  ShipmentCancelled: {
    en: ({ reason }) =>
      `The shipment was called off before the carrier had it${reason === '' ? '' : ` (${reason})`}; its label is void.`,
    zh: ({ reason }) => `货件在交承运商前已撤销${reason === '' ? '' : `（${reason}）`}，面单作废。`,
  },
  LabelRetried: {
    en: ({ attempt }) => `The carrier is asked for a label again (repetition ${attempt}).`,
    zh: ({ attempt }) => `已再次向承运商申请面单（重试编号 ${attempt}）。`,
  },
  HandoverRetried: {
    en: ({ attempt }) => `The carrier is asked again to put the parcel on its manifest (repetition ${attempt}).`,
    zh: ({ attempt }) => `已再次请承运商将包裹列入交接单（重试编号 ${attempt}）。`,
  },
};
