import type { Severity } from '../model/verdict.ts';

/** How each format writes our severities. */
export const ocsfSeverity: Record<Severity, readonly [id: number, name: string]> = {
  critical: [5, 'Critical'],
  high: [4, 'High'],
  medium: [3, 'Medium'],
  low: [2, 'Low'],
  info: [1, 'Informational'],
};

export const ecsSeverity: Record<Severity, number> = { critical: 99, high: 73, medium: 47, low: 21, info: 1 };

export const cefSeverity: Record<Severity, number> = { critical: 10, high: 8, medium: 5, low: 3, info: 0 };

/** LEEF knows 1 to 10. */
export const leefSeverity: Record<Severity, number> = { critical: 10, high: 8, medium: 5, low: 3, info: 1 };

/** RFC 5424, section 6.2.1. */
export const syslogSeverity: Record<Severity, number> = { critical: 2, high: 3, medium: 4, low: 5, info: 6 };

/** Security severities of SARIF as GitHub reads them. */
export const sarifSeverity: Record<Severity, string> = {
  critical: '9.5',
  high: '7.5',
  medium: '5.0',
  low: '2.0',
  info: '0.0',
};

export const sarifLevel: Record<Severity, 'error' | 'warning' | 'note' | 'none'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'none',
};

/** The Common Information Model has a longer word for the last. */
export const cimSeverity: Record<Severity, string> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'informational',
};
