import { type Provider, severities } from '../../../src/model/verdict.ts';
import type { Dimension, Posture } from '../../view/posture.ts';
import { nounOf, providerNames } from '../../view/words.ts';
import { barRow } from './bars.ts';
import { splitPlace } from './links.ts';
import { capital } from './plumb.ts';

/** Where it fails: by severity, platform, kind and region. */
export function chartsOf(posture: Posture) {
  const rows = (dimension: Dimension, name: (key: string) => string, filter: (key: string) => Record<string, string>) =>
    [...dimension].map(([key, found]) => barRow(name(key), found, filter(key)));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  const bySeverity = [...posture.severity].sort(
    ([a], [b]) => severities.indexOf(a as never) - severities.indexOf(b as never),
  );
  return [
    { id: 'severity', title: 'By severity', rows: rows(new Map(bySeverity), capital, (severity) => ({ severity })) },
    {
      id: 'platform',
      title: 'By platform',
      rows: rows(
        posture.provider,
        (one) => providerNames[one as Provider] ?? one,
        (provider) => ({ provider }),
      ).sort(byName),
    },
    {
      id: 'kind',
      title: 'By kind of resource',
      rows: rows(
        posture.kind,
        (kind) => capital(nounOf(kind, 2)),
        (kind) => ({ kind }),
      ).sort(byName),
    },
    {
      id: 'region',
      title: 'By region',
      rows: rows(
        posture.region,
        (key) => splitPlace(key)[1] ?? key,
        (key) => ({ region: splitPlace(key).join(':') }),
      ).sort(byName),
    },
  ];
}
