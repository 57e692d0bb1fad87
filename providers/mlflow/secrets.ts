import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../src/model/errors.ts';
import type { MlflowSecret } from './auth-config.ts';

/**
 * The secret that a reference of the config leads to.
 *
 * @throws PlumblineError AUTH_MISSING for a variable that is not set or a file that cannot be read or is empty; the
 * secret itself is in no message.
 */
export function readSecret(reference: MlflowSecret): string {
  if ('env' in reference) {
    const value = process.env[reference.env];
    if (value === undefined || value === '')
      throw new PlumblineError('AUTH_MISSING', `The environment variable ${reference.env} is not set.`, {
        hint: 'mlflow.servers[].auth names it in the config: export it, or name a file.',
      });
    return value;
  }
  let value: string;
  try {
    value = readFileSync(reference.file, 'utf8').trim();
  } catch (cause) {
    throw new PlumblineError('AUTH_MISSING', `The file ${reference.file} cannot be read.`, {
      cause,
      hint: 'mlflow.servers[].auth names it in the config; it holds the password or token and nothing else.',
    });
  }
  if (value === '') throw new PlumblineError('AUTH_MISSING', `The file ${reference.file} is empty.`);
  return value;
}
