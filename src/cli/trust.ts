import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { PlumblineError } from '../model/errors.ts';

/**
 * Trusts authorities of the user's own beside those that Node knows, for every client of this process at once.
 *
 * @param files PEM files, each with one certificate or more.
 * @throws PlumblineError CONFIG_INVALID for a file that cannot be read or holds no certificate.
 */
export function trustAuthorities(files: readonly string[]): void {
  if (files.length === 0) return;
  const own = files.map(readCertificate);
  try {
    setDefaultCACertificates([...getCACertificates('default'), ...own]);
  } catch (error) {
    throw noCertificate(files.join(', '), error);
  }
}

function readCertificate(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it holds no PEM certificate');
    return text;
  } catch (error) {
    throw noCertificate(file, error);
  }
}

function noCertificate(file: string, cause: unknown): PlumblineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new PlumblineError('CONFIG_INVALID', `The authority in ${file} cannot be trusted: ${text}`, {
    cause,
    hint: 'certificate_authorities names files in PEM form, as `openssl x509 -in ca.crt` prints them.',
  });
}
