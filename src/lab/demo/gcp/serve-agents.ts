import type { GcpProject } from '../../gcp/estate.ts';
import type { GcpPlace } from './make.ts';

/** The assistant that answers patients' questions about their letters, and what it looks things up in. */
export function serveAgents(place: GcpPlace): GcpProject['resources'] {
  const { make, list, key, name, account, ago } = place;
  return {
    [list('ragCorpora')]: [
      make('ragCorpora', '4801', {
        name: 'patient-leaflets',
        made: 80,
        key: key('serving'),
        more: {
          corpusStatus: { state: 'ACTIVE' },
          vectorDbConfig: {
            vertexVectorSearch: { index: name('indexes/6601'), indexEndpoint: name('indexEndpoints/6701') },
          },
        },
      }),
      // A trial of a vendor, with the vendor's key in the configuration.
      make('ragCorpora', '4802', {
        name: 'discharge-letters-trial',
        made: 25,
        more: {
          corpusStatus: { state: 'ACTIVE' },
          vectorDbConfig: {
            pinecone: { indexName: 'hvh-discharge' },
            apiAuth: { apiKeyConfig: { apiKeyString: 'pcsk_4nUq_LabOnlyNotARealKey' } },
          },
        },
      }),
    ],
    [list('ragCorpora/4801/ragFiles')]: [
      {
        name: name('ragCorpora/4801/ragFiles/1'),
        gcsSource: { uris: ['gs://hvh-leaflets/2026/mri.pdf'] },
        createTime: ago(20),
        updateTime: ago(20),
      },
      {
        name: name('ragCorpora/4801/ragFiles/2'),
        gcsSource: { uris: ['gs://hvh-leaflets/2026/ct.pdf'] },
        createTime: ago(20),
        updateTime: ago(20),
      },
    ],
    [list('reasoningEngines')]: [
      make('reasoningEngines', '9501', {
        name: 'letter-assistant',
        made: 75,
        changed: 9,
        key: key('serving'),
        labels: { owner: 'patient-letters' },
        more: {
          description: 'Explains letters to patients in plain words',
          spec: {
            agentFramework: 'google-adk',
            serviceAccount: account('letter-assistant'),
            packageSpec: { pickleObjectGcsUri: 'gs://hvh-agents/letter-assistant/agent.pkl', pythonVersion: '3.12' },
            deploymentSpec: { env: [{ name: 'LOG_LEVEL', value: 'INFO' }], minInstances: 1 },
          },
          contextSpec: { memoryBankConfig: {} },
        },
      }),
      make('reasoningEngines', '9502', {
        name: 'ward-bot',
        made: 15,
        more: {
          spec: {
            agentFramework: 'langchain',
            packageSpec: { pickleObjectGcsUri: 'gs://hvh-agents/ward-bot/agent.pkl' },
            deploymentSpec: { env: [{ name: 'EHR_API_KEY', value: 'ehr-9f8e7d6c5b4a39281706' }] },
          },
        },
      }),
    ],
    [list('cachedContents')]: [
      make('cachedContents', '1201', {
        name: 'leaflets',
        made: 0.1,
        key: key('serving'),
        more: {
          model: 'projects/imaging-serve/locations/europe-west4/publishers/google/models/gemini-2.5-flash',
          expireTime: ago(-0.5),
        },
      }),
    ],
    [list('evaluationRuns')]: [
      {
        name: name('evaluationRuns/7801'),
        displayName: 'letter-assistant safety',
        labels: { owner: 'patient-letters' },
        createTime: ago(9),
        state: 'SUCCEEDED',
        evaluationConfig: { metrics: [{ metric: 'safety_v1' }, { metric: 'grounding_v1' }] },
      },
    ],
  };
}
