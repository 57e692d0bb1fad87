import { json11 } from '../protocols/json.ts';
import { routes, type Service } from '../route.ts';
import { buildKinds } from './build.ts';
import { kindRoutes } from './kind.ts';
import { serveKinds } from './serve.ts';
import { special } from './special.ts';

/** SageMaker's control plane, as far as a posture scan reads it. */
export const sagemaker: Service = {
  name: 'sagemaker',
  signingName: 'sagemaker',
  protocol: json11,
  target: 'SageMaker',
  routes: routes(...[...buildKinds, ...serveKinds].flatMap(kindRoutes), ...special),
};
