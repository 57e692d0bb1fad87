/**
 * Why a platform has no command or no Terraform for a fix, where many controls share the reason: a catalog file then
 * names the word, as in `none: { terraform: per-run }`. "As far as we know" is meant: providers and tools grow.
 */
export const standingReasons = {
  'nothing-to-change': 'There is nothing to change on this platform.',
  'other-control': 'It is put right where the text says.',
  'no-provider': 'No provider manages MLflow, as far as we know: put the change into what deploys the server.',
  'no-resource': 'The provider has no resource or argument for it, as far as we know.',
  'no-command': 'The tool of the cloud has none for it, as far as we know.',
  'no-setting': 'The platform has no setting for it: how the work is built decides.',
  'console-only': 'Only the console does it, as far as we know.',
  'one-off': 'It is done once and is no state to keep.',
  'per-run': 'Jobs are started, not provisioned: what starts them sets it.',
  'made-by-training': 'Versions come out of training: what registers them sets it.',
  'in-code': 'The code of the training or of the application does it; there is nothing to provision.',
  'a-person-decides': 'A person has to look and decide.',
  'on-request': 'The vendor grants it on request.',
} as const;

/** The whole sentence for a reason: of a standing one, or the text as it is. */
export function reasonText(reason: string): string {
  return isStanding(reason) ? standingReasons[reason] : reason;
}

export function isStanding(reason: string): reason is keyof typeof standingReasons {
  return Object.hasOwn(standingReasons, reason);
}
