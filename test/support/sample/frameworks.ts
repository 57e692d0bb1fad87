import type { Framework } from '../../../src/model/control.ts';

const requirement = (id: string, title: string, themes: string, note?: string) => ({
  id,
  title,
  themes: themes === '' ? [] : themes.split(' '),
  ...(note === undefined ? {} : { note }),
});

export const sampleFrameworks: Framework[] = [
  {
    id: 'hipaa',
    title: 'HIPAA Security Rule',
    version: '45 CFR 164, as of 2026-10',
    source: 'https://www.ecfr.gov/current/title-45/part-164',
    requirements: [
      requirement(
        '164.308(a)(1)(ii)(A)',
        'Risk analysis',
        '',
        'Configuration cannot show that a risk analysis was made. Ask for the document.',
      ),
      requirement('164.308(a)(4)(i)', 'Information access management', 'least-privilege access-control'),
      requirement('164.312(a)(1)', 'Access control', 'access-control network-isolation secrets'),
      requirement('164.312(a)(2)(iv)', 'Encryption and decryption', 'encryption-at-rest'),
      requirement('164.312(b)', 'Audit controls', 'audit-logging'),
      requirement('164.312(c)(1)', 'Integrity', 'lineage supply-chain change-control'),
      requirement('164.312(e)(1)', 'Transmission security', 'encryption-in-transit'),
    ],
  },
  {
    id: 'nist-ai-rmf',
    title: 'NIST AI Risk Management Framework',
    version: '1.0',
    source: 'https://www.nist.gov/itl/ai-risk-management-framework',
    requirements: [
      requirement('GOVERN 1.6', 'The organisation keeps an inventory of AI systems', 'governance'),
      requirement(
        'GOVERN 5.1',
        'Feedback from people outside the team',
        '',
        'A matter of practice; no configuration shows it.',
      ),
      requirement('MAP 4.2', 'Controls for third-party components', 'supply-chain vulnerabilities'),
      requirement('MEASURE 2.4', 'Behaviour in production is monitored', 'monitoring data-quality'),
      requirement('MEASURE 2.7', 'Security and resilience are evaluated', 'ai-safety network-isolation'),
      requirement('MANAGE 2.3', 'Respond to risks that were not known before', ''),
    ],
  },
  {
    id: 'soc2',
    title: 'SOC 2 Trust Services Criteria',
    version: '2017, points of focus 2022',
    source: 'https://www.aicpa-cima.com/',
    requirements: [
      requirement('CC2.1', 'Information of good quality', 'documentation governance'),
      requirement('CC3.1', 'Objectives are stated clearly enough to see risks', ''),
      requirement('CC6.1', 'Logical access and protection of information', 'encryption-at-rest access-control secrets'),
      requirement('CC6.3', 'Least privilege', 'least-privilege'),
      requirement('CC6.4', 'Physical access', '', 'The cloud provider’s report covers this.'),
      requirement('CC6.6', 'Protection against threats from outside', 'network-isolation'),
      requirement('CC6.7', 'Movement of data is restricted', 'encryption-in-transit network-isolation'),
      requirement('CC6.8', 'Unauthorised software is kept out', 'supply-chain vulnerabilities'),
      requirement('CC7.1', 'Changes in configuration are noticed', 'monitoring change-control'),
      requirement('CC7.2', 'Anomalies are watched', 'monitoring audit-logging ai-safety'),
      requirement('CC8.1', 'Changes are approved', 'approval change-control lineage'),
    ],
  },
];
