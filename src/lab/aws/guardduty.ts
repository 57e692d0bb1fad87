import { type PageRules, page } from './paging.ts';
import { restJson } from './protocols/rest-json.ts';
import { ApiError, type Call, type Output, required, routes, type Service } from './route.ts';

const rules: PageRules = {
  size: 'maxResults',
  token: 'nextToken',
  defaultSize: 50,
  maxSize: 50,
  badToken: ['BadRequestException', 400],
};

/** GuardDuty: the detector of a region, with its features. Members are small on the wire. */
export const guardduty: Service = {
  name: 'guardduty',
  signingName: 'guardduty',
  protocol: restJson({ 'GET /detector': 'ListDetectors', 'GET /detector/{detectorId}': 'GetDetector' }),
  errors: { internal: ['InternalServerErrorException', 500] },
  routes: routes(
    {
      operation: 'ListDetectors',
      token: { input: 'nextToken', output: 'nextToken' },
      handle(call) {
        const { guardduty: detector } = call.here;
        const found = page(call, detector === undefined ? [] : [detector.detectorId], rules);
        return found.next === undefined
          ? { detectorIds: found.items }
          : { detectorIds: found.items, nextToken: found.next };
      },
    },
    { operation: 'GetDetector', handle: getDetector },
  ),
};

function getDetector(call: Call): Output {
  const id = required(call, 'detectorId');
  const { guardduty: detector } = call.here;
  if (detector?.detectorId !== id)
    throw new ApiError(
      'BadRequestException',
      'The request is rejected because the input detectorId is not owned.',
      400,
    );
  const { detectorId: _id, ...rest } = detector;
  return { ...rest };
}
