import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import {
  byDesign,
  derive,
  deriveSome,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { iamIdentities, minutesOf, providerApi } from '../rows/common.ts';
import { firewallUid } from '../rows/compute.ts';
import { encryption } from '../rows/encryption.ts';
import { networkUid } from '../rows/network.ts';
import type { NotebookMachine } from './answers-notebooks.ts';
import { secretsOf } from './common.ts';

type Part<K extends keyof NotebookMachine> = Spec<NotebookMachine[K] | undefined>;

/** What the rows of a machine of Colab Enterprise are made of. */
export interface NotebookParts {
  network: Part<'networkSpec'>;
  tags: Part<'networkTags'>;
  idle: Part<'idleShutdownConfig'>;
  euc: Part<'eucConfig'>;
  shield: Part<'shieldedVmConfig'>;
  software: Part<'softwareConfig'>;
  key: Spec<string | undefined>;
}

const noSetting = 'https://docs.cloud.google.com/colab/docs/runtimes';

/**
 * Facts of a machine of Colab Enterprise.
 *
 * @see https://docs.cloud.google.com/colab/docs/networking-overview and .../service-account
 */
export function notebookRows({ network, tags, idle, euc, shield, software, key }: NotebookParts) {
  const disk = encryption([{ name: 'volume', key }]);
  const facts = {
    ...disk.facts,
    ...providerApi,
    ...networkFacts(network),
    runsAs: derive([euc], (config): 'user' | MissingValue =>
      // Said of machines whose code acts with the rights of the person who uses it.
      config?.bypassActasCheck === true
        ? 'user'
        : missing(
            'Ask whether end-user credentials are on: the setting is taken, and never given back.',
            'not-exposed',
          ),
    ) as Spec<'own' | 'system' | 'user' | 'default' | 'none'>,
    authMethods: iamIdentities,
    shell: notExposed('Ask whether anybody can log in to the machine: it lies in a project of Google.'),
    plainSecrets: derive([software], (config) => {
      const script = config?.postStartupScriptConfig?.postStartupScript;
      return secretsOf(config?.env, script ? [script] : undefined);
    }),
    images: notSupported('Google makes the image.'),
    artifacts: notSupported('It loads no model files of its own.'),
    sourceRevision: notSupported('It is built from no commit.'),
    rootAccess: notExposed('Ask what users may do on the machine: no setting tells.'),
    // https://docs.cloud.google.com/colab/docs/runtimes: a runtime is for the one person who is named as its user.
    singleUser: byDesign(true, noSetting, '2026-11') as Spec<boolean>,
    fileDownload: notExposed('Ask whether files can be taken out: no setting tells.'),
    terminal: notExposed('Ask whether the terminal is shut: no setting tells.'),
    startScript: derive([software], (config) => {
      const { postStartupScript, postStartupScriptUrl } = config?.postStartupScriptConfig ?? {};
      return (postStartupScript ?? '') !== '' || (postStartupScriptUrl ?? '') !== '';
    }),
    metadataV2: byDesign(
      true,
      'https://cloud.google.com/compute/docs/metadata/querying-metadata',
      '2026-11',
    ) as Spec<boolean>,
    secureBoot: derive([shield], (config) => config?.enableSecureBoot === true),
    autoPatch: notSupported('A runtime is upgraded by hand, and stops when it was not for half a year.'),
    // "This config will only be set when idle shutdown is enabled."
    idleStopMinutes: derive([idle], (config): number | null | MissingValue => {
      if (config === undefined || config.idleShutdownDisabled === true) return null;
      return minutesOf(config.idleTimeout);
    }),
    lastUsedAt: notExposed('Ask for the audit log.'),
  };
  const links = {
    ...disk.links,
    principals: notExposed('Ask which rights its users have, and the service agent of Vertex AI notebooks.'),
    ...networkLinks(network, tags),
  };
  return { facts, links };
}

/** Where a machine of Colab Enterprise runs, and its way out. */
export function networkFacts(network: Part<'networkSpec'>) {
  return {
    network: derive([network], (spec): 'customer' | MissingValue =>
      spec?.network || spec?.subnetwork
        ? 'customer'
        : missing('no network is named: which one it then runs in is not told'),
    ) as Spec<'customer' | 'managed' | 'provider'>,
    // "Whether to enable public internet access. Default false." Without the whole part, nothing is said of it.
    egress: derive([network], (spec): 'internet' | 'customer-network' | MissingValue => {
      if (spec === undefined) return missing('the answer says nothing of the network');
      return spec.enableInternetAccess === true ? 'internet' : 'customer-network';
    }) as Spec<'none' | 'allow-list' | 'customer-network' | 'internet'>,
    publicIp: notExposed('Ask whether the machine has an address of its own: it lies in a project of Google.'),
  };
}

/** The subnet and the rules that hold for it. */
export function networkLinks(network: Part<'networkSpec'>, tags: Part<'networkTags'>) {
  return {
    subnets: derive([network, fromScope((answers) => answers)], (spec, answers): (string | MissingValue)[] => [
      spec?.subnetwork ? networkUid(spec.subnetwork, answers) : missing('the answer names no subnet'),
    ]),
    // Its account is one of Google's, which rules of the customer's hardly name: those that name any are not sure to miss it.
    firewalls: derive(
      [network, tags, fromScope((answers) => answers)],
      (spec, own, answers): (string | MissingValue)[] => [
        firewallUid({ place: spec?.subnetwork || spec?.network, tags: own, account: undefined }, answers),
      ],
    ),
  };
}

/** What a machine says of itself, or else what it was made from. */
export function ownOr<V>(own: Spec<V | undefined>, template: Spec<V | undefined>): Spec<V | undefined> {
  return deriveSome([own, template] as const, (mine, made) => {
    if (isMissingValue(mine) || mine !== undefined) return mine as V | MissingValue; // one of the two
    return made as V | undefined | MissingValue;
  }) as Spec<V | undefined>;
}
