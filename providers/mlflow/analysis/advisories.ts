/**
 * Published weaknesses of MLflow that a later version fixed, as of `asOf`. Sources of every entry: the record of the CVE
 * (https://nvd.nist.gov/vuln/detail/<id>) and its version range in https://github.com/bitnami/vulndb (data/mlflow,
 * BIT-mlflow-<year>-<number>.json), read 2026-11-27 and 28; where text and range of a record differ, the text's first version and
 * the range's fixed one are used.
 *
 * Left out, since no version fixes them: code that runs when an untrusted model is loaded (CVE-2024-37052 to 37061,
 * CVE-2026-79721), CVE-2026-0596 (serving by mlserver), and those of which no range is published (CVE-2023-6014, CVE-2023-6018,
 * CVE-2024-3099, CVE-2026-0545: the job API, which is off unless somebody switches it on). They say nothing
 * about one version against another; the control on file formats asks about the first.
 */
export const asOf = '2026-11-28';

export interface Advisory {
  id: string;
  /** First version that has it; "" for all before the fix. */
  from: string;
  fixed: string;
}

const all = (fixed: string, ...ids: readonly string[]): Advisory[] => ids.map((id) => ({ id, from: '', fixed }));

export const advisories: readonly Advisory[] = [
  ...all('1.23.1', 'CVE-2022-0736'),
  ...all('2.0.1', 'CVE-2023-30172'),
  ...all('2.2.1', 'CVE-2023-1177'),
  ...all('2.2.2', 'CVE-2023-1176'),
  ...all('2.3.1', 'CVE-2023-2356', 'CVE-2023-2780'),
  ...all('2.5.0', 'CVE-2023-3765'),
  ...all('2.6.0', 'CVE-2023-4033'),
  ...all('2.8.1', 'CVE-2023-6015', 'CVE-2023-43472'),
  ...all('2.9.0', 'CVE-2023-6568', 'CVE-2024-0520'),
  ...all('2.9.2', 'CVE-2023-6709', 'CVE-2023-6753', 'CVE-2023-6831', 'CVE-2023-6909', 'CVE-2023-6940'),
  ...all('2.9.2', 'CVE-2023-6974', 'CVE-2023-6975', 'CVE-2023-6976'),
  { id: 'CVE-2023-6977', from: '1.0.0', fixed: '2.9.2' },
  // The first: last affected is 2.9.2, of which 2.10.0 is the next release.
  ...all('2.10.0', 'CVE-2024-27132', 'CVE-2024-27133', 'CVE-2024-3573'),
  ...all('2.11.1', 'CVE-2024-1560'),
  ...all('2.11.3', 'CVE-2024-1593', 'CVE-2024-1594', 'CVE-2024-2928'),
  ...all('2.12.1', 'CVE-2024-1483', 'CVE-2024-1558', 'CVE-2024-3848', 'CVE-2024-4263'),
  { id: 'CVE-2024-6838', from: '2.13.2', fixed: '2.14.0' },
  { id: 'CVE-2024-8859', from: '2.15.1', fixed: '2.16.0' },
  ...all('2.16.0', 'CVE-2024-27134'),
  { id: 'CVE-2025-0453', from: '2.17.2', fixed: '2.18.0' },
  ...all('2.19.0', 'CVE-2025-1474'),
  { id: 'CVE-2025-1473', from: '2.17.0', fixed: '2.20.1' },
  ...all('2.21.1', 'CVE-2025-11200'),
  ...all('3.0.0', 'CVE-2025-11201'),
  ...all('3.1.0', 'CVE-2025-52967'),
  ...all('3.4.0', 'CVE-2025-10279'),
  ...all('3.5.0', 'CVE-2025-14279'),
  ...all('3.7.0', 'CVE-2025-14287'),
  // Two databases name different fixes (3.8.0 and 3.13.0); below the earlier one both agree.
  ...all('3.8.0', 'CVE-2026-2635'),
  { id: 'CVE-2025-15379', from: '3.8.0', fixed: '3.9.0' },
  ...all('3.9.0', 'CVE-2025-15036', 'CVE-2026-2393'),
  { id: 'CVE-2026-2611', from: '3.9.0', fixed: '3.10.0' },
  { id: 'CVE-2026-3198', from: '3.9.0', fixed: '3.10.0' },
  ...all('3.10.0', 'CVE-2026-2614', 'CVE-2026-2652', 'CVE-2026-2734'),
  ...all('3.10.1', 'CVE-2026-10803'),
  ...all('3.11.0', 'CVE-2026-4035', 'CVE-2026-4137'),
  ...all('3.11.1', 'CVE-2025-15031', 'CVE-2026-2651', 'CVE-2026-33865', 'CVE-2026-33866'),
  ...all('3.13.0', 'CVE-2026-13484'),
  ...all('3.14.0', 'CVE-2026-8147'),
  { id: 'CVE-2026-64849', from: '3.3.0', fixed: '3.15.0' },
  { id: 'CVE-2026-69146', from: '3.13.0', fixed: '3.15.0' },
  ...all('3.15.0', 'CVE-2026-69148'),
];
