import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { run, start } from './child.ts';
import type { DeliveryJob, DeliveryMeasure } from './delivery-process.ts';
import { atLeast, atMost, type Measure } from './measure.ts';

const rounds = 5;
const few = 200_000;
const many = 1_000_000;

/** Delivery to a receiver on loopback, against a bare loop that posts the same bytes; and the memory of a million events. */
export async function delivery(): Promise<Measure[]> {
  const receiver = start('test/bench/delivery-receiver.ts', []);
  try {
    if (!receiver.stdout) throw new Error('the receiver has no output');
    const [line] = (await once(createInterface(receiver.stdout), 'line')) as [string];
    const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
    const measured: DeliveryMeasure[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await one({ url, events: few, bare: true }));
    const shares = measured.map(({ bareMs, deliverMs }) => bareMs / deliverMs);
    const middle = measured[shares.indexOf(shares.toSorted((a, b) => a - b)[rounds >> 1] ?? 0)] ?? measured[0];
    if (!middle) throw new Error('nothing was measured');
    const big = await one({ url, events: many, bare: false });
    const each = (ms: number) => `${Math.round((few / ms) * 1000).toLocaleString('en')} events/s`;
    const share = (middle.bareMs / middle.deliverMs) * 100;
    return [
      atLeast(
        'delivery, gzip over HTTP',
        [share, `${each(middle.deliverMs)}, ${share.toFixed(0)} %`],
        `${each(middle.bareMs)}: bare loop, ${middle.batches} requests`,
        60,
        '%',
      ),
      atMost(
        'delivery, memory',
        [big.peakMb, `${big.peakMb.toFixed(0)} MB`],
        `${many.toLocaleString('en')} events in ${big.batches} requests, frozen in ${(big.freezeMs / 1000).toFixed(0)} s`,
        300,
        'MB',
      ),
    ];
  } finally {
    receiver.kill();
  }
}

function one(job: DeliveryJob): Promise<DeliveryMeasure> {
  return run<DeliveryMeasure>('test/bench/delivery-process.ts', job);
}
