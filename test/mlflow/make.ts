import type { JsonObject } from '../../src/model/json.ts';

/** Writes to a tracking server by its own REST API, as a team's scripts do. */
export interface Writer {
  post(path: string, body: JsonObject): Promise<JsonObject>;
  /** Puts a file below the artifacts that the server proxies. */
  put(path: string, text: string): Promise<void>;
}

/** @param auth `user:password`; "" for an open server. */
export function writer(url: string, auth: string): Writer {
  const headers: Record<string, string> =
    auth === '' ? {} : { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  const send = async (path: string, init: RequestInit, again = true): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(`${url}${path}`, init);
    } catch (error) {
      // The server closes connections that are idle for five seconds, at times while a request is on its way.
      if (!again) throw error;
      return send(path, init, false);
    }
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    post: async (path, body) => {
      const response = await send(`/api/2.0/mlflow/${path}`, {
        method: path === 'logged-models/finalize' ? 'PATCH' : 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as JsonObject; // MLflow answers objects
    },
    put: async (path, text) => {
      await send(`/api/2.0/mlflow-artifacts/artifacts/${path}`, { method: 'PUT', headers, body: text });
    },
  };
}

export interface Made {
  experiment: string;
  good: string;
  bare: string;
  loggedModel: string;
}

const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8';
/** In a parameter, where people put such things; made up, in the form of a real one. */
export const planted = 'AKIAZ7QHXPLANTED42WX';
const hash = '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8';

/** An estate with one of each thing done well and badly. */
export async function makeEstate({ post, put }: Writer): Promise<Made> {
  const pairs = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }));
  const experiment = String(
    (
      await post('experiments/create', {
        name: 'wards',
        tags: pairs({ owner: 'operations', 'mlflow.note.content': 'Beds per ward' }),
      })
    ).experiment_id,
  );
  const startRun = async (name: string, tags: Record<string, string>) => {
    const { run } = await post('runs/create', {
      experiment_id: experiment,
      run_name: name,
      user_id: 'trainer',
      start_time: Date.now() - 60_000,
      tags: pairs(tags),
    });
    return String(((run as JsonObject).info as JsonObject).run_id); // as the API documents it
  };
  const finish = (id: string) => post('runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() });

  const good = await startRun('good', { 'mlflow.source.git.commit': commit });
  await post('runs/log-batch', {
    run_id: good,
    params: [{ key: 'depth', value: '6' }],
    metrics: [
      { key: 'test_auc', value: 0.9, timestamp: Date.now(), step: 0 },
      { key: 'data_validation_passed', value: 1, timestamp: Date.now(), step: 0 },
    ],
  });
  await post('runs/log-inputs', {
    run_id: good,
    datasets: [
      {
        tags: pairs({ 'mlflow.data.context': 'training', 'data-class': 'patients' }),
        dataset: {
          name: 'admissions',
          digest: '3f5a77b1',
          source_type: 's3',
          source: '{"uri": "s3://wards-data/2026-11"}',
          schema: '{"mlflow_colspec": [{"type": "double", "name": "beds"}]}',
        },
      },
    ],
  });
  await put(`${experiment}/${good}/artifacts/model/model.onnx`, 'onnx');
  await put(`${experiment}/${good}/artifacts/shap_summary.png`, 'png');
  await finish(good);

  const bare = await startRun('bare', {});
  await post('runs/log-parameter', { run_id: bare, key: 'aws_access_key_id', value: planted });
  await put(`${experiment}/${bare}/artifacts/model/model.pkl`, 'pickle');
  await finish(bare);

  const root = `mlflow-artifacts:/${experiment}`;
  await post('registered-models/create', {
    name: 'beds',
    description: 'Beds per ward',
    tags: pairs({ owner: 'operations' }),
  });
  const version = (source: string, more: JsonObject) =>
    post('model-versions/create', { name: 'beds', source, ...more });
  await version(`${root}/${good}/artifacts/model`, {
    run_id: good,
    description: 'First',
    tags: pairs({ approval: 'approved', model_sha256: hash, intended_use: 'Planning' }),
  });
  await version(`${root}/${bare}/artifacts/model`, { run_id: bare });
  await version('s3://somebody-elses-bucket/model', {});
  await post('registered-models/alias', { name: 'beds', alias: 'champion', version: '1' });
  await post('registered-models/alias', { name: 'beds', alias: 'production', version: '2' });

  const logged = await post('logged-models', {
    experiment_id: experiment,
    name: 'candidate',
    model_type: 'onnx',
    source_run_id: good,
  });
  return { experiment, good, bare, loggedModel: String(((logged.model as JsonObject).info as JsonObject).model_id) }; // as the API documents it
}
