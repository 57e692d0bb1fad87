import { Cron } from 'croner';

/**
 * Due times of a cron line in a time zone.
 *
 * Croner's rules for the two days on which clocks are changed: a time that is left out (02:30 in spring) is due where the
 * gap ends (03:00), a time that comes twice (02:30 in autumn) is due the first time; `*` and steps follow real time.
 *
 * @see https://croner.56k.guru/usage/pattern/
 */
export class CronLine {
  private readonly cron: Cron;

  /** @throws Error which says what is wrong with the line or the time zone. */
  constructor(line: string, timeZone: string) {
    assertTimeZone(timeZone);
    this.cron = new Cron(line, { timezone: timeZone, paused: true, mode: '5-part' });
  }

  /** The first due time after a moment; null where there is none (30 February). */
  after(moment: Date): Date | null {
    return this.cron.nextRun(moment);
  }
}

/** @throws Error where the time zone is none of the IANA database. */
export function assertTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new Error(`"${timeZone}" is no time zone; write one such as Europe/Berlin or UTC`);
  }
}
