import { notSupported } from '../../../src/model/mapping/spec.ts';

const why = 'Google runs the check, with code and accounts of its own.';

/** What a monitor is not: code of the customer's that somebody calls. */
export const monitorRows = {
  facts: {
    nodeTraffic: notSupported(why),
    clientTls: notSupported('Nobody calls a monitor.'),
    network: notSupported(why),
    egress: notSupported(why),
    publicIp: notSupported(why),
    runsAs: notSupported(why),
    images: notSupported(why),
    artifacts: notSupported(why),
    sourceRevision: notSupported(why),
    patched: notSupported(why),
    idleStopMinutes: notSupported('A monitor runs by its schedule.'),
  },
  links: {
    subnets: notSupported(why),
    firewalls: notSupported(why),
    principals: notSupported(why),
    repositories: notSupported(why),
    buckets: notSupported(why),
  },
};
