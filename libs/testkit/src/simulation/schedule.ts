/** Something that is going to happen. */
export interface Due {
  readonly time: number;
  readonly order: number;
  /** Undefined: it was called off. */
  callback: (() => void) | undefined;
}

/** What is going to happen, in order of time; what falls on the same instant in the order it was asked for. */
export interface Schedule {
  add(time: number, callback: () => void): Due;
  /** Takes the next out. */
  next(): Due | undefined;
  /** When the next is due. */
  peek(): number | undefined;
}

/** A binary heap; what is called off is thrown away when its time has come. */
export function createSchedule(): Schedule {
  const heap: Due[] = [];
  let added = 0;

  function up(due: Due, from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above] as Due;
      if (!before(due, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = due;
  }

  function down(due: Due): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Due, heap[child] as Due)) child++;
      const lower = heap[child] as Due;
      if (!before(lower, due)) break;
      heap[at] = lower;
      at = child;
    }
    heap[at] = due;
  }

  function take(): Due | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (heap.length > 0 && last !== undefined) down(last);
    return first;
  }

  return {
    add(time, callback) {
      const due: Due = { time, order: added++, callback };
      heap.push(due);
      up(due, heap.length - 1);
      return due;
    },
    next() {
      for (let due = take(); due !== undefined; due = take()) if (due.callback !== undefined) return due;
      return undefined;
    },
    peek() {
      while (heap.length > 0 && heap[0]?.callback === undefined) take();
      return heap[0]?.time;
    },
  };
}

const before = (one: Due, other: Due): boolean =>
  one.time < other.time || (one.time === other.time && one.order < other.order);
