import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder } from '../store/make-folder.ts';
import type { LabWorld } from './lab-world.ts';

/**
 * Writes what `scan` and `doctor` need to reach all clouds of a running lab: a config, the lab's authority, Google's
 * credentials, and the variables to source.
 *
 * @param folder Made where it is not there; files of an earlier lab are overwritten.
 * @returns the files' paths.
 */
export function writeLabFiles(world: LabWorld, folder: string): string[] {
  const place = resolve(folder);
  const [config, authority, google, variables] = ['plumbline.yaml', 'lab-ca.pem', 'google.json', 'env.sh'].map((name) =>
    join(place, name),
  ) as [string, string, string, string]; // as many as there are names
  const { aws, azure, gcp, mlflow, organisation } = world.config;
  makeFolder(place);
  // The keys in the variables are those of one account.
  const { accounts: _all, ...oneAccount } = aws ?? {};
  const settings = {
    organisation,
    certificate_authorities: [authority],
    aws: oneAccount,
    azure,
    gcp,
    mlflow,
  };
  writeFileSync(config, `# All simulated: made by plumbline lab.\n${stringify(settings)}`);
  writeFileSync(authority, world.access.authority);
  writeFileSync(google, JSON.stringify(world.access.google));
  const values = { ...world.access.variables, GOOGLE_APPLICATION_CREDENTIALS: google };
  writeFileSync(
    variables,
    Object.entries(values)
      .map(([name, value]) => `export ${name}='${value}'\n`)
      .join(''),
  );
  return [config, authority, google, variables];
}
