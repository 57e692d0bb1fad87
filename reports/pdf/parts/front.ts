import { providers } from '../../../src/model/verdict.ts';
import { providerNames, thousands } from '../../view/words.ts';
import type { Heading } from '../chunk.ts';
import type { Survey } from '../survey.ts';
import { render } from '../templates.ts';

export interface VolumeTitle {
  number: number;
  of: number;
}

/** Part 1, on the first volume: the cover with the sign-off. */
export function cover(survey: Survey, volume: VolumeTitle): string {
  const { summary, digest, frameworks } = survey;
  const identities = [...new Set(summary.identities.map((one) => one.identity))];
  return render('cover', {
    summary,
    organisation: organisationOf(survey),
    digest: [digest.slice(0, 32), digest.slice(32)],
    day: summary.startedAt.slice(0, 10),
    scope: scopeWords(survey),
    identities: identities.slice(0, 4),
    moreIdentities: Math.max(0, identities.length - 4),
    frameworks: frameworks.map((one) => `${one.title} (${one.version})`),
    isComplete: summary.outcome.state === 'complete',
    volumes: volume.of > 1 ? volume.of : 0,
  });
}

/** On later volumes. */
export function volumeTitle(survey: Survey, volume: VolumeTitle): string {
  const { summary, digest } = survey;
  return render('volume', { summary, digest, organisation: organisationOf(survey), ...volume });
}

/** The contents of all volumes. @param headings of the whole report, in order. */
export function contents(headings: Heading[]): string {
  const listed = headings.filter((heading) => heading.unlisted === undefined);
  return render('contents', { entries: listed.map(({ id, title, level }) => ({ id, title, isPart: level === 1 })) });
}

function organisationOf({ summary }: Survey): string {
  return summary.organisation.trim() === '' ? 'Unnamed organisation' : summary.organisation;
}

/** `3 AWS accounts, 2 Azure subscriptions`: what lies in scope. */
function scopeWords({ summary }: Survey): string[] {
  return providers.flatMap((provider) => {
    const accounts = new Set(summary.scopes.filter((one) => one.provider === provider).map((one) => one.account)).size;
    if (accounts === 0) return [];
    const [one, many] = accountNouns[provider];
    return [`${thousands(accounts)} ${providerNames[provider]} ${accounts === 1 ? one : many}`];
  });
}

const accountNouns = {
  aws: ['account', 'accounts'],
  azure: ['subscription', 'subscriptions'],
  gcp: ['project', 'projects'],
  mlflow: ['server', 'servers'],
} as const;

/** The beginning of the document, with what is printed on each page. */
export function head(survey: Survey, volume: VolumeTitle): string {
  const { summary, digest } = survey;
  const part = volume.of > 1 ? `, volume ${volume.number} of ${volume.of}` : '';
  return render('head', {
    title: `${organisationOf(survey)}: evidence report, scan ${summary.scan}${part}`,
    isSeveral: volume.of > 1,
    running: {
      left: organisationOf(survey),
      right: `Scan ${summary.scan}${part}`,
      evidence: `Evidence ${digest.slice(0, 16)}`,
      simulated: summary.simulated ? 'Simulated estate' : '',
    },
  });
}
