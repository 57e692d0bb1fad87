import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PlumblineError } from '../../src/model/errors.ts';

/** Where a secret is: never in the config itself, which people copy and check in. */
export const secretRef = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  'a secret is named, not written here: { env: NAME } or { file: PATH }',
);

export type SecretRef = z.infer<typeof secretRef>;

/**
 * @returns the secret, read anew each time: files are replaced when a secret is renewed.
 * @throws PlumblineError CONFIG_INVALID when it is not there.
 */
export function readSecret(ref: SecretRef, of: string): string {
  const missing = (what: string, cause?: unknown) =>
    new PlumblineError('CONFIG_INVALID', `The secret of ${of} is missing: ${what}.`, {
      ...(cause === undefined ? {} : { cause }),
      hint: 'Set it where plumbline runs; its value is read at the start and never stored.',
    });
  if ('env' in ref) {
    const value = process.env[ref.env];
    if (!value) throw missing(`the environment has no ${ref.env}`);
    return value;
  }
  let text: string;
  try {
    text = readFileSync(ref.file, 'utf8').trim();
  } catch (error) {
    throw missing(`${ref.file} cannot be read`, error);
  }
  if (text === '') throw missing(`${ref.file} is empty`);
  return text;
}

export type SecretReader = typeof readSecret;

/**
 * In place of `readSecret` where nothing is sent, and what is configured is told only: '' for a secret that is missing.
 */
export const readIfThere: SecretReader = (ref, of) => {
  try {
    return readSecret(ref, of);
  } catch {
    return '';
  }
};

/** Takes secrets out of what a receiver answered: some quote what they were sent. */
export function scrub(text: string, secrets: readonly string[]): string {
  let out = text;
  for (const secret of secrets) if (secret.length > 3) out = out.replaceAll(secret, '[secret]');
  return out;
}
