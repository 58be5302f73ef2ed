import type { Flaw, Invariant, Of } from './invariant.ts';

interface Shipment {
  /** The end of its way, once it was reached: it opens nothing again. */
  readonly ended: string;
  readonly handedOver: boolean;
  readonly milestones: readonly string[];
  readonly flaw: Flaw | undefined;
}

type Ending = Of<'ShipmentDelivered'> | Of<'ShipmentLost'> | Of<'ShipmentDamaged'> | Of<'ShipmentCancelled'>;

const ending = {
  about: ({ data }: Ending) => [data.shipmentId],
  next(before: Shipment, { type, meta }: Ending): Shipment {
    if (before.ended !== '')
      return { ...before, flaw: { code: 'ENDED_TWICE', data: { event: meta.id, type, ended: before.ended } } };
    const early = type !== 'ShipmentCancelled' && !before.handedOver;
    return {
      ...before,
      ended: type,
      flaw: early ? { code: 'NOT_HANDED_OVER', data: { event: meta.id, type } } : undefined,
    };
  },
};

/** What is delivered stays delivered, and what is lost stays lost, whatever scans come late. */
export const shipments: Invariant<Shipment> = {
  name: 'shipments',
  holds: {
    en: 'A shipment ends once: what was delivered stays delivered, whatever scans come late.',
    zh: '运单只有一次终结：已妥投者不因迟到的轨迹而改变。',
  },
  flaws: {
    ENDED_TWICE: { en: '{event} ({type}) came after {ended}.', zh: '{event}（{type}）发生在 {ended} 之后。' },
    NOT_HANDED_OVER: {
      en: '{event} ({type}) came before the carrier had the parcel.',
      zh: '{event}（{type}）发生在交运之前。',
    },
    MILESTONE_TWICE: { en: '{event} tells {milestone} once more.', zh: '{event} 重复报告里程碑 {milestone}。' },
  },
  across: false,
  begin: () => ({ ended: '', handedOver: false, milestones: [], flaw: undefined }),
  on: {
    ShipmentHandedOver: {
      about: ({ data }) => [data.shipmentId],
      next: (before) => ({ ...before, handedOver: true, flaw: undefined }),
    },
    MilestoneReached: {
      about: ({ data }) => [data.shipmentId],
      next(before, { data, meta }) {
        const { milestone } = data;
        const again = before.milestones.includes(milestone);
        const flaw = again ? { code: 'MILESTONE_TWICE', data: { event: meta.id, milestone } } : undefined;
        return { ...before, milestones: again ? before.milestones : [...before.milestones, milestone], flaw };
      },
    },
    ShipmentDelivered: ending,
    ShipmentLost: ending,
    ShipmentDamaged: ending,
    ShipmentCancelled: ending,
  },
  never: ({ flaw }) => flaw,
};
